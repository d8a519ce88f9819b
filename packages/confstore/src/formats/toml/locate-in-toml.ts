import { inlineTomlTable } from './build-toml-tree.js';
import { placeOfEntry } from './toml-model.js';
import type { TomlNode } from './toml-nodes.js';
import type { TomlEntry, TomlTable } from './toml-tree.js';

/** The offset of the entry at a path; undefined when nothing is there. */
export function locateInToml(
  root: TomlTable,
  path: readonly (string | number)[],
): number | undefined {
  let at: TomlEntry | TomlNode | undefined = root;
  let place: number | undefined;
  for (const step of path) {
    at = typeof step === 'string' ? entryOf(at, step) : itemOf(at, step);
    if (at === undefined) return undefined;
    place = 'start' in at ? at.start : placeOfEntry(at);
  }
  return place;
}

function entryOf(at: TomlEntry | TomlNode, name: string): TomlEntry | undefined {
  if (at.kind === 'table') return at.entries.get(name);
  return at.kind === 'inline' ? inlineTomlTable(at, {}).entries.get(name) : undefined;
}

function itemOf(at: TomlEntry | TomlNode, position: number): TomlEntry | TomlNode | undefined {
  if (at.kind === 'tables' || at.kind === 'array') return at.items[position];
  return at.kind === 'pair' && at.value.kind === 'array' ? at.value.items[position] : undefined;
}
