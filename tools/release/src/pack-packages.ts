import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readManifest } from '../../workspace/manifests.mjs';
import { publishedManifest, type SourceManifest } from './published-manifest.js';
import { outputOf } from './run-command.js';
import type { WorkspacePackage } from './list-packages.js';

/** One packed package. */
export interface PackedPackage {
  readonly name: string;
  readonly version: string;
  /** The tarball, an absolute path. */
  readonly file: string;
  /** Of the tarball, in bytes. */
  readonly sizeBytes: number;
  /** Of all files in it, in bytes. */
  readonly unpackedBytes: number;
  /** Paths in the package: `dist/index.js`. */
  readonly files: readonly string[];
}

interface NpmPacked {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/**
 * Beside the build: everything a reader of the package needs, and no source maps (the JavaScript is
 * not minified).
 */
const texts = ['README.md', 'CHANGELOG.md'];

/**
 * Packs built packages to tarballs in the folder `target` by npm. Each is laid out first in
 * dist/packages/<name> of the repository: build, README, changelog, licence, and the manifest
 * without what only the repository needs. A package that is not built is an error.
 */
export async function packPackages(
  repository: string,
  packages: readonly WorkspacePackage[],
  target: string,
): Promise<readonly PackedPackage[]> {
  if (packages.length === 0) return [];
  const folders = packages.map((each) => layOut(repository, each));
  mkdirSync(target, { recursive: true });
  const output = await outputOf(
    'npm',
    [
      'pack',
      '--json',
      '--ignore-scripts',
      '--pack-destination',
      target,
      ...folders.map((folder) => `./${path.relative(repository, folder)}`),
    ],
    { cwd: repository },
  );
  return (JSON.parse(output) as readonly NpmPacked[]).map(
    ({ name, version, filename, size, unpackedSize, files }) => ({
      name,
      version,
      file: path.join(target, filename),
      sizeBytes: size,
      unpackedBytes: unpackedSize,
      files: files.map((file) => file.path),
    }),
  );
}

/** Lays out what is published of a package in a folder of its own, and answers that folder. */
function layOut(repository: string, { folder, manifest }: WorkspacePackage): string {
  const source = path.join(repository, folder);
  if (!existsSync(path.join(source, 'dist/index.js')))
    throw new Error(
      `${manifest.name} is not built: there is no ${folder}/dist/index.js\nhint: npm run build`,
    );
  const place = path.join(repository, 'dist/packages', path.basename(folder));
  rmSync(place, { recursive: true, force: true });
  cpSync(path.join(source, 'dist'), path.join(place, 'dist'), {
    recursive: true,
    filter: (file) => !file.endsWith('.tsbuildinfo'),
  });
  for (const name of texts)
    if (existsSync(path.join(source, name)))
      cpSync(path.join(source, name), path.join(place, name));
  cpSync(path.join(repository, 'LICENSE'), path.join(place, 'LICENSE'));
  const published = publishedManifest(readManifest(source) as unknown as SourceManifest);
  writeFileSync(path.join(place, 'package.json'), `${JSON.stringify(published, undefined, 2)}\n`);
  return place;
}
