import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { readManifest } from '../../../workspace/manifests.mjs';
import type { WorkspacePackage } from '../list-packages.js';
import { npmPack, type PackedPackage } from '../npm-pack.js';
import { publishedManifest, type SourceManifest } from '../published-manifest.js';
import { bundleBins } from './bundle-bins.js';
import { readOthers, type Other, type Others } from './read-others.js';

/**
 * Packs every package that has a command to a tarball of its own, which installs where no registry
 * knows our packages: they are bundled in, and those of others are named in exact versions. Made
 * from the sources.
 */
export async function packSelfContained(
  repository: string,
  packages: readonly WorkspacePackage[],
  target: string,
): Promise<readonly PackedPackage[]> {
  const others = readOthers(repository, packages);
  const folders: string[] = [];
  for (const each of packages)
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
    noticeText({
      head: readFileSync(path.join(repository, 'NOTICE'), 'utf8'),
      inside: [
        ...own.map(({ manifest: { name, version, license: licence = '' } }) => ({
          name,
          version,
          licence,
        })),
        ...apart.map((folder) => others.at(folder)),
      ],
      beside,
      texts: apart.map((folder) => licenceText(path.join(repository, folder))),
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

interface NoticeParts {
  readonly head: string;
  readonly inside: readonly Other[];
  readonly beside: readonly Other[];
  /** Licences of what is not ours in it. */
  readonly texts: readonly string[];
}

function noticeText({ head, inside, beside, texts }: NoticeParts): string {
  const line = ({ name, version, licence }: Other): string => `  ${name} ${version} (${licence})`;
  const parts = [
    head,
    ['In this package:', ...inside.map(line)].join('\n'),
    ...(beside.length === 0 ? [] : [['Installed with it:', ...beside.map(line)].join('\n')]),
    ...texts,
  ];
  return `${parts.map((part) => part.trim()).join('\n\n')}\n`;
}

function licenceText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new Error(`${folder} has no licence text`);
  return readFileSync(path.join(folder, file), 'utf8');
}
