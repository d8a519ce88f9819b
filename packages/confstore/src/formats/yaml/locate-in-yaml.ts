import type { Source } from '../source.js';
import { readYaml } from './read-yaml.js';
import type { YamlEntry, YamlNode } from './yaml-node.js';
import { readYamlTree } from './yaml-tree.js';

/**
 * Where an entry or item starts; what an alias or a merge key brings is found where it is written.
 */
export function locateInYaml(
  text: string,
  path: readonly (string | number)[],
  source: Source,
): number | undefined {
  let node = readYaml(text, source, (events) => readYamlTree(text, events)).root;
  let place = 0;
  for (const step of path) {
    const found: { readonly start: number; readonly value: YamlNode } | undefined =
      node === undefined ? undefined : childAt(node, step);
    if (found === undefined) return undefined;
    ({ start: place, value: node } = found);
  }
  return place;
}

function childAt(
  node: YamlNode,
  step: string | number,
): { readonly start: number; readonly value: YamlNode } | undefined {
  if (node.kind === 'alias')
    return node.target === undefined ? undefined : childAt(node.target, step);
  if (node.kind === 'list') return typeof step === 'number' ? node.items[step] : undefined;
  if (node.kind !== 'map' || typeof step !== 'string') return undefined;
  return (
    node.entries.find(({ name, merges }) => name === step && !merges) ??
    inMerges(node.entries, step)
  );
}

function inMerges(
  entries: readonly YamlEntry[],
  step: string,
): { readonly start: number; readonly value: YamlNode } | undefined {
  for (const { value } of entries.filter(({ merges }) => merges)) {
    for (const map of value.kind === 'list' ? value.items.map((item) => item.value) : [value]) {
      const found = childAt(map, step);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
