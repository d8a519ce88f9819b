import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { readManifest, type Manifest } from '../../workspace/manifests.mjs';
import type { WorkspacePackage } from './list-packages.js';

/** A package that runs on the user's machine. */
export interface ShippedPackage {
  readonly manifest: Manifest;
  readonly folder: string;
  /**
   * Where Node finds it, from the common folder: `node_modules/hare_setup/node_modules/yaml`.
   */
  readonly place: string;
  /** One of packages/, not one that is installed from a registry. */
  readonly own: boolean;
}

/**
 * The packages in the given folders of packages/ with everything they need at run time, as npm
 * installed it: dependencies and their dependencies, at the places where Node's resolution finds
 * them. What a package can do without (`optional`) is taken when it is there, optional peers never
 * are.
 * @throws Error when something is not installed
 */
export function productionClosure(
  repository: string,
  folders: readonly string[],
): readonly ShippedPackage[] {
  return closureOf(
    repository,
    folders.map((folder) => path.join(repository, 'packages', folder)),
  );
}

/** The libraries that the build of a package contains, with everything that they need. */
export function bundledPackages(
  repository: string,
  { folder, manifest }: WorkspacePackage,
): readonly ShippedPackage[] {
  const from = path.join(repository, folder);
  const bundled = (manifest.hare?.bundles ?? []).map((name) => {
    const found = findInstalled(repository, from, name);
    if (found === undefined) throw notInstalled(manifest, from, name);
    return found;
  });
  return closureOf(repository, bundled);
}

function closureOf(repository: string, starts: readonly string[]): readonly ShippedPackage[] {
  const found = new Map<string, ShippedPackage>();
  const queue = [...starts];
  for (const folder of queue) {
    if (found.has(folder)) continue;
    const manifest = readManifest(folder);
    const own = path.dirname(folder) === path.join(repository, 'packages');
    found.set(folder, { manifest, folder, own, place: placeOf(repository, folder) });
    for (const name of neededNames(manifest)) {
      const inside = findInstalled(repository, folder, name);
      if (inside !== undefined) queue.push(inside);
      else if (manifest.optionalDependencies?.[name] === undefined)
        throw notInstalled(manifest, folder, name);
    }
  }
  return [...found.values()].sort((left, right) => (left.place < right.place ? -1 : 1));
}

function notInstalled({ name }: Manifest, folder: string, needed: string): Error {
  return new Error(`${name} in ${folder} needs ${needed}, which is not installed\nhint: npm ci`);
}

function neededNames({
  dependencies,
  optionalDependencies,
  peerDependencies = {},
  peerDependenciesMeta,
}: Manifest): ReadonlySet<string> {
  const peers = Object.keys(peerDependencies).filter(
    (name) => peerDependenciesMeta?.[name]?.optional !== true,
  );
  return new Set([...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]);
}

/** Node's own search: node_modules of the folder, then of each folder above. */
function findInstalled(repository: string, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (
      path.basename(folder) !== 'node_modules' &&
      existsSync(path.join(candidate, 'package.json'))
    )
      return realpathSync(candidate);
    if (folder === repository) return undefined;
  }
}

/**
 * A workspace is listed among the installed packages, and what is installed below it is listed
 * below it.
 */
function placeOf(repository: string, folder: string): string {
  const [top = '', workspace = '', ...below] = path.relative(repository, folder).split(path.sep);
  return top === 'packages'
    ? path.join('node_modules', readManifest(path.join(repository, top, workspace)).name, ...below)
    : path.join(top, workspace, ...below);
}
