import type { ConfValue } from '../conf-store.js';
import { formatFlatKey, pathOfSegments } from '../key/flat-key.js';

export interface FlatValue {
  readonly path: readonly string[];
  readonly value: ConfValue;
}

/**
 * The maps and lists that flat entries mean: `n[0]`, `n[1]` … are a list when none is missing, else
 * names as they are. A flat store may have a text at `a` and more below it; then what is below
 * keeps its whole key as its name, so that nothing is lost.
 */
export function nestEntries(entries: readonly FlatValue[], delimiter: string): ConfValue {
  const groups = new Map<string, FlatValue[]>();
  for (const { path, value } of entries) {
    const [name = '', ...rest] = path;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [{ path: rest, value }]);
    else group.push({ path: rest, value });
  }
  const nested = new Map<string, ConfValue>();
  for (const [name, group] of groups) {
    const own = group.find(({ path }) => path.length === 0);
    if (own === undefined) nested.set(name, nestEntries(group, delimiter));
    else
      for (const { path, value } of group)
        nested.set(path.length === 0 ? name : formatFlatKey([name, ...path], delimiter), value);
  }
  return gatherLists(nested);
}

function gatherLists(names: ReadonlyMap<string, ConfValue>): ConfValue {
  const items = new Map<string, Item[]>();
  for (const [name, value] of names) {
    const { base, indexes } = splitIndexes(name);
    if (base === name || names.has(base)) continue;
    const found = items.get(base);
    if (found === undefined) items.set(base, [{ indexes, value }]);
    else found.push({ indexes, value });
  }
  const lists = new Map([...items].map(([base, found]) => [base, listOf(found)]));
  const gathered = new Map<string, ConfValue>();
  for (const [name, value] of names) {
    const { base } = splitIndexes(name);
    const list = lists.get(base);
    if (list === undefined) gathered.set(name, value);
    else gathered.set(base, list);
  }
  return gathered;
}

interface Item {
  readonly indexes: readonly number[];
  readonly value: ConfValue;
}

function splitIndexes(name: string): {
  readonly base: string;
  readonly indexes: readonly number[];
} {
  const [base = '', ...indexes] = pathOfSegments([name]);
  return { base: String(base), indexes: indexes.map(Number) };
}

/** The list of items by position; undefined when a position is missing or taken twice. */
function listOf(items: readonly Item[]): ConfValue | undefined {
  const places: (Item[] | undefined)[] = new Array<Item[] | undefined>(items.length);
  for (const { indexes, value } of items) {
    const [at = -1, ...rest] = indexes;
    if (at < 0 || at >= items.length) return undefined;
    const place = places[at];
    if (place === undefined) places[at] = [{ indexes: rest, value }];
    else place.push({ indexes: rest, value });
  }
  const list: ConfValue[] = [];
  for (const place of places.slice(0, new Set(items.map(({ indexes }) => indexes[0])).size)) {
    const value =
      place?.length === 1 && place[0]?.indexes.length === 0 ? place[0].value : listOf(place ?? []);
    if (value === undefined) return undefined;
    list.push(value);
  }
  return list.length === 0 ? undefined : list;
}
