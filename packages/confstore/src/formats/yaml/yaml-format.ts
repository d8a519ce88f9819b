import type { MapChange } from '../../edit/change.js';
import type { Splice } from '../../edit/splice.js';
import type { DocumentFormat } from '../document-format.js';
import { hasLoneSurrogate } from '../lone-surrogate.js';
import type { Source } from '../source.js';
import { readYamlEvents } from './read-yaml-events.js';
import { writeOutAliases } from './write-out-aliases.js';
import { buildYamlModel } from './yaml-model.js';
import { YamlPlanner } from './yaml-planner.js';
import { readYamlTree, type YamlItem, type YamlNode } from './yaml-tree.js';

/** YAML 1.2 with the core schema: one document, anchors and merge keys resolved, no other tags. */
export const yamlFormat: DocumentFormat = {
  name: 'yaml',
  emptyText: '',
  parse: (text, source) => buildYamlModel(readYamlEvents(text, source), text, source),
  splices,
  prepare(text, change, source) {
    const root = text.includes('&') ? treeOf(text, source) : undefined;
    return root === undefined ? undefined : writeOutAliases(text, root, change);
  },
  locate,
  looseOrder: (text) => text.includes('<<'),
  refuses(value) {
    if (value instanceof Date) return 'the core schema of yaml has no dates; set it as text';
    return typeof value === 'string' && hasLoneSurrogate(value)
      ? 'it is no well-formed Unicode'
      : undefined;
  },
};

function treeOf(text: string, source: Source): YamlNode | undefined {
  return readYamlTree(text, readYamlEvents(text, source));
}

function splices(text: string, change: MapChange, source: Source): readonly Splice[] {
  const root = treeOf(text, source);
  const planner = new YamlPlanner(text, root);
  if (root === undefined || root.kind === 'scalar') planner.append(change.after);
  else planner.change(root, change);
  return planner.splices;
}

/**
 * Where an entry or item starts; what an alias or a merge key brings is found where it is written.
 */
function locate(
  text: string,
  path: readonly (string | number)[],
  source: Source,
): number | undefined {
  let node = treeOf(text, source);
  let place: number | undefined = 0;
  for (const step of path) {
    const found: YamlItem | undefined = node === undefined ? undefined : childAt(node, step);
    if (found === undefined) return undefined;
    ({ start: place, value: node } = found);
  }
  return place;
}

function childAt(node: YamlNode, step: string | number): YamlItem | undefined {
  if (node.kind === 'alias')
    return node.target === undefined ? undefined : childAt(node.target, step);
  if (typeof step === 'number') return node.kind === 'list' ? node.items[step] : undefined;
  const own = node.items.find(({ name, merges }) => name === step && merges === false);
  return node.kind !== 'map' ? undefined : (own ?? mergedAt(node, step));
}

function mergedAt({ items }: YamlNode, step: string): YamlItem | undefined {
  for (const { value } of items.filter(({ merges }) => merges)) {
    const maps = value.kind === 'list' ? value.items.map((item) => item.value) : [value];
    for (const map of maps) {
      const found = childAt(map, step);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
