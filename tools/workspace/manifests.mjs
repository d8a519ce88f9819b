/**
 * The one reader of the manifests of this repository. Plain JavaScript: what runs before anything
 * is built uses it too.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this repository, also from where this file is bundled into another tool. */
export const repository = topOf(path.dirname(fileURLToPath(import.meta.url)));

function topOf(folder) {
  return existsSync(path.join(folder, 'nx.json')) ? folder : topOf(path.join(folder, '..'));
}

/** The package.json in a folder. */
export function readManifest(folder) {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

/** The workspaces below `packages` or `tools`, in the order of their folders' names. */
export function listWorkspaces(root = repository, parent = 'packages') {
  return readdirSync(path.join(root, parent))
    .filter((name) => existsSync(path.join(root, parent, name, 'package.json')))
    .map((name) => ({
      name,
      folder: `${parent}/${name}`,
      manifest: readManifest(path.join(root, parent, name)),
    }));
}

/** The sources of what a package exports, by the ways in that `exports` names: `.`, `./error-codes`. */
export function exportedSources({ exports = {} }) {
  return Object.entries(exports).flatMap(([way, { '@hare/source': source }]) =>
    source === undefined ? [] : [{ way, source: path.normalize(source) }],
  );
}

/** What is installed with a package: its dependencies, less the libraries that its build has in it. */
export function installedDependencies({ dependencies = {}, hare: { bundles = [] } = {} }) {
  return Object.fromEntries(
    Object.entries(dependencies).filter(([name]) => !bundles.includes(name)),
  );
}
