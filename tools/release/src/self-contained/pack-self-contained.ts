import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readManifest } from '../../../workspace/manifests.mjs';
import type { WorkspacePackage } from '../list-packages.js';
import { noticed, noticeText } from '../notice-text.js';
import { npmPack, type PackedPackage } from '../npm-pack.js';
import { publishedManifest, type SourceManifest } from '../published-manifest.js';
import { bundleBins } from './bundle-bins.js';
import { readOthers, type Others } from './read-others.js';

/**
 * Packs every wanted package that has a command to a tarball of its own, which installs where no
 * registry knows our packages: they are bundled in, and those of others are named in exact versions.
 * Made from the sources. `packages`: all of ours.
 */
export async function packSelfContained(
  repository: string,
  wanted: readonly WorkspacePackage[],
  target: string,
  packages = wanted,
): Promise<readonly PackedPackage[]> {
  const others = readOthers(repository, packages);
  const folders: string[] = [];
  for (const each of wanted)
    if (each.manifest.bin !== undefined)
      folders.push(await layOut(repository, each, packages, others));
  return npmPack(repository, folders, target);
}

async function layOut(
  repository: string,
  each: WorkspacePackage,
  packages: readonly WorkspacePackage[],
  others: Others,
): Promise<string> {
  const source = path.join(repository, each.folder);
  const place = path.join(repository, 'dist/self-contained', path.basename(each.folder));
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const { own, apart, needed } = await bundleBins(repository, each, packages, others, place);
  const beside = needed.map((name) => others.shared(name));
  for (const name of ['README.md', 'CHANGELOG.md'])
    if (existsSync(path.join(source, name)))
      cpSync(path.join(source, name), path.join(place, name));
  cpSync(path.join(repository, 'LICENSE'), path.join(place, 'LICENSE'));
  writeFileSync(
    path.join(place, 'NOTICE'),
    noticeText(repository, {
      inside: [
        ...own.map(({ manifest }) => noticed(manifest)),
        ...apart.map((folder) => others.at(folder)),
      ],
      beside,
      licencesOf: apart.map((folder) => path.join(repository, folder)),
    }),
  );
  const { exports: _, ...published } = publishedManifest(
    readManifest(source) as unknown as SourceManifest,
  );
  const manifest = {
    ...published,
    dependencies: Object.fromEntries(beside.map(({ name, version }) => [name, version])),
  };
  writeFileSync(path.join(place, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return place;
}
