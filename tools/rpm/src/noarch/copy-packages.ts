import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { publishedManifest } from '@hare/release';
import type { ShippedPackage } from '@hare/release';
import type { Tree } from '../tree.js';

/** Folders at the top of an installed package that no program loads. */
const besides = new Set([
  'node_modules',
  'test',
  'tests',
  '__tests__',
  'doc',
  'docs',
  'example',
  'examples',
  'bench',
  'benchmark',
  'benchmarks',
  'coverage',
  '.github',
]);
/** Source maps, types and sources: what Node does not load. */
const notLoaded = /\.(map|[cm]?ts|tsbuildinfo|flow|html)$/;

/**
 * Copies what Node loads of each package, its readme and its licence below `folder` of the tree.
 */
export function copyPackages(tree: Tree, folder: string, shipped: readonly ShippedPackage[]): void {
  for (const { manifest, folder: from, place, own } of shipped) {
    if (own)
      tree.put(
        path.join(folder, place, 'package.json'),
        `${JSON.stringify(publishedManifest({ ...manifest }), undefined, 2)}\n`,
      );
    for (const file of own ? listed(from, manifest.files ?? []) : installed(from)) {
      if (!notLoaded.test(file)) tree.copy(path.join(folder, place, file), path.join(from, file));
    }
  }
}

function listed(from: string, entries: readonly string[]): readonly string[] {
  return entries
    .filter((entry) => existsSync(path.join(from, entry)))
    .flatMap((entry) =>
      statSync(path.join(from, entry)).isDirectory() ? filesBelow(from, entry) : [entry],
    );
}

function installed(from: string): readonly string[] {
  return readdirSync(from, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? besides.has(entry.name)
        ? []
        : filesBelow(from, entry.name)
      : [entry.name],
  );
}

function filesBelow(from: string, folder: string): readonly string[] {
  return readdirSync(path.join(from, folder), { recursive: true, withFileTypes: true }).flatMap(
    (entry) =>
      entry.isFile() ? [path.relative(from, path.join(entry.parentPath, entry.name))] : [],
  );
}
