import { installedDependencies } from '../../workspace/manifests.mjs';
import type { PackedPackage } from './npm-pack.js';
import type { WorkspacePackage } from './list-packages.js';

/** The part of package-lock.json that is read: places of packages → what is there. */
export type LockedPackages = Readonly<
  Record<
    string,
    {
      readonly link?: boolean;
      readonly resolved?: string;
      readonly dependencies?: Readonly<Record<string, string>>;
    }
  >
>;

/**
 * The page docs/packages.md: what each package weighs and needs. Pure. `weightOf`: the bytes that a
 * package of others takes on disk, by its place.
 */
export function sizesPage(
  packages: readonly WorkspacePackage[],
  packed: readonly PackedPackage[],
  locked: LockedPackages,
  weightOf: (place: string) => number,
): string {
  const rows = packages.map(({ folder, manifest }) => {
    const one = packed.find(({ name }) => name === manifest.name);
    if (one === undefined) throw new Error(`${manifest.name} was not packed`);
    const needed = [...neededBy(folder, locked, packages)];
    const others = needed.filter((place) => locked[place]?.link !== true);
    const weight = others.reduce((sum, place) => sum + weightOf(place), 0);
    const bins = Object.keys(manifest.bin ?? {})
      .map((bin) => `\`${bin}\``)
      .join(', ');
    return `| [${manifest.name}](../${folder}/README.md) | ${bins === '' ? '–' : bins} | ${kibibytes(one.sizeBytes)} | ${kibibytes(one.unpackedBytes)} | ${one.files.length} | ${Object.keys(installedDependencies(manifest)).length} | ${needed.length - others.length} + ${others.length} | ${(weight / 1024 / 1024).toFixed(1)} |`;
  });
  return `<!-- Written by node tools/release/sizes.mjs: run it after a change of dependencies. -->

# What the packages weigh

Sizes in KiB, of the tarball that is published and of what is installed from it. The last columns count every package that comes with it (ours + others), and the MB that those of others take on disk (du). Before stages were taken apart each brought 55 packages of others, 18.5 MB.

| package | command | packed | unpacked | files | needs | in all | MB |
| --- | --- | --: | --: | --: | --: | --: | --: |
${rows.join('\n')}

Each tarball contains the build (ES modules and their declarations), README, changelog and licence. There are no source maps: the JavaScript is not minified. Nothing is run at installation.
`;
}

function kibibytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}

/**
 * Places in package-lock.json of everything that a folder's dependencies need, found as Node finds
 * it: in the nearest node_modules upwards.
 */
function neededBy(
  folder: string,
  locked: LockedPackages,
  packages: readonly WorkspacePackage[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (place: string): void => {
    const own = packages.find((each) => each.folder === place);
    const needed =
      own === undefined ? locked[place]?.dependencies : installedDependencies(own.manifest);
    for (const name of Object.keys(needed ?? {})) {
      const at = findUpwards(place, name, locked);
      if (at === undefined)
        throw new Error(`package-lock.json has no ${name}, which ${place} needs`);
      if (found.has(at)) continue;
      found.add(at);
      visit(locked[at]?.link === true ? (locked[at].resolved ?? at) : at);
    }
  };
  visit(folder);
  return found;
}

function findUpwards(place: string, name: string, locked: LockedPackages): string | undefined {
  for (let above = place; ; above = above.slice(0, Math.max(0, above.lastIndexOf('/')))) {
    const at = `${above === '' ? '' : `${above}/`}node_modules/${name}`;
    if (locked[at] !== undefined) return at;
    if (above === '') return undefined;
  }
}
