import type { ConfMap, ConfValue } from '../../conf-store.js';
import { maximumDepth } from '../document-format.js';
import { inlineTomlTable } from './build-toml-tree.js';
import { readTomlScalar } from './read-toml-scalar.js';
import type { TomlNode } from './toml-nodes.js';
import { TomlSyntaxError } from './toml-syntax-error.js';
import type { TomlEntry, TomlTable } from './toml-tree.js';

/** The values of a table, in the order of the text. */
export function tomlTableValue(text: string, table: TomlTable, depth = 0): ConfMap {
  const map = new Map<string, ConfValue>();
  for (const [name, entry] of table.entries) map.set(name, entryValue(text, entry, depth + 1));
  return map;
}

/** The value of a node. */
export function tomlNodeValue(text: string, node: TomlNode, depth = 0): ConfValue {
  if (node.kind === 'scalar') return readTomlScalar(text, node);
  if (depth >= maximumDepth)
    throw new TomlSyntaxError(
      `more than ${maximumDepth} tables and arrays inside each other`,
      node.start,
      'TOO_DEEP',
    );
  if (node.kind === 'inline') return tomlTableValue(text, inlineTomlTable(node, {}), depth);
  return node.items.map((item) => tomlNodeValue(text, item, depth + 1));
}

function entryValue(text: string, entry: TomlEntry, depth: number): ConfValue {
  if (entry.kind === 'pair') return tomlNodeValue(text, entry.value, depth);
  if (depth >= maximumDepth)
    throw new TomlSyntaxError(
      `more than ${maximumDepth} tables and arrays inside each other`,
      placeOfEntry(entry),
      'TOO_DEEP',
    );
  if (entry.kind === 'tables')
    return entry.items.map((item) => tomlTableValue(text, item, depth + 1));
  return tomlTableValue(text, entry, depth);
}

/** Where an entry is first written: its key, or the header that makes it. */
export function placeOfEntry(entry: TomlEntry): number {
  if (entry.kind === 'pair') return entry.place.pair.start;
  const table = entry.kind === 'tables' ? entry.items[0] : entry;
  if (table?.place !== undefined) return table.place.pair.start;
  const header = table?.firstSection?.header?.start ?? Infinity;
  for (const first of table?.entries.values() ?? []) return Math.min(header, placeOfEntry(first));
  return header;
}
