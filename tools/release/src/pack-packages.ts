import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readManifest } from '../../workspace/manifests.mjs';
import { writeDeclarations } from './declarations.js';
import { bundledPackages, type ShippedPackage } from './production-closure.js';
import { publishedManifest, type SourceManifest } from './published-manifest.js';
import type { WorkspacePackage } from './list-packages.js';
import { noticed, noticeText } from './notice-text.js';
import { npmPack, type PackedPackage } from './npm-pack.js';

/**
 * In addition to the build: everything a reader of the package needs, and no source maps (the
 * JavaScript is not minified).
 */
const texts = ['README.md', 'CHANGELOG.md'];

/**
 * Packs built packages to tarballs in the folder `target` by npm. Each is laid out first in
 * dist/packages/<name> of the repository: build, types, README, changelog, licence and notice, and the
 * manifest without what only the repository needs. A package that is not built is an error.
 */
export async function packPackages(
  repository: string,
  packages: readonly WorkspacePackage[],
  target: string,
): Promise<readonly PackedPackage[]> {
  const places = new Map(packages.map((each) => [each, layOut(repository, each)]));
  writeDeclarations(repository, packages, (each) => places.get(each) ?? '');
  return npmPack(repository, [...places.values()], target);
}

/** Lays out what is published of a package in a folder of its own, and answers that folder. */
function layOut(repository: string, each: WorkspacePackage): string {
  const { folder, manifest } = each;
  const source = path.join(repository, folder);
  if (!existsSync(path.join(source, 'dist/index.js')))
    throw new Error(
      `${manifest.name} is not built: there is no ${folder}/dist/index.js\nhint: npm run build`,
    );
  const place = path.join(repository, 'dist/packages', path.basename(folder));
  rmSync(place, { recursive: true, force: true });
  cpSync(path.join(source, 'dist'), path.join(place, 'dist'), { recursive: true });
  for (const name of texts)
    if (existsSync(path.join(source, name)))
      cpSync(path.join(source, name), path.join(place, name));
  cpSync(path.join(repository, 'LICENSE'), path.join(place, 'LICENSE'));
  writeFileSync(
    path.join(place, 'NOTICE'),
    noticeOf(repository, bundledPackages(repository, each)),
  );
  const published = publishedManifest(readManifest(source) as unknown as SourceManifest);
  writeFileSync(path.join(place, 'package.json'), `${JSON.stringify(published, undefined, 2)}\n`);
  return place;
}

function noticeOf(repository: string, bundled: readonly ShippedPackage[]): string {
  return noticeText(repository, {
    inside: bundled.map(({ manifest }) => noticed(manifest)),
    licencesOf: bundled.map(({ folder }) => folder),
  });
}
