import { TomlDate, type TomlTable, type TomlValue } from 'smol-toml';
import type { ConfMap, ConfValue } from '../../conf-store.js';
import { maximumDepth } from '../document-format.js';

/**
 * The values of a document as smol-toml read them; undefined where that is not certain to be TOML
 * 1.0 in the order of the text. It reads inline tables and escapes of 1.1, takes a day that does
 * not exist for one of the next month, and its objects put names that are numbers first.
 */
export function plainTomlMap(read: TomlTable, text: string): ConfMap | undefined {
  if (text.includes('{') || /\\[ex]/.test(text)) return undefined;
  return mapOf(read, 0);
}

function mapOf(table: TomlTable, depth: number): ConfMap | undefined {
  const map = new Map<string, ConfValue>();
  for (const name of Object.keys(table)) {
    const value = isIndex(name) ? undefined : valueOf(table[name] as TomlValue, depth + 1);
    if (value === undefined) return undefined;
    map.set(name, value);
  }
  return map;
}

function valueOf(value: TomlValue, depth: number): ConfValue | undefined {
  if (typeof value !== 'object') return value;
  if (value instanceof TomlDate || depth >= maximumDepth) return undefined;
  if (!Array.isArray(value)) return mapOf(value, depth);
  const items: ConfValue[] = [];
  for (const each of value) {
    const item = valueOf(each, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

/** What JavaScript counts as the index of an array. */
function isIndex(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 0x30 && first <= 0x39 && /^(?:0|[1-9]\d{0,9})$/.test(name);
}
