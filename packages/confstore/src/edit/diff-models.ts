import type { ConfList, ConfMap, ConfValue } from '../conf-store.js';
import { equalValues } from '../document/equal-values.js';
import { isList, isMap } from '../document/kind-of.js';
import type { Change, ListChange, MapChange } from './change.js';

/**
 * What differs between two documents; undefined when nothing does. Parts that are the same object
 * are passed over.
 */
export function diffMaps(before: ConfMap, after: ConfMap): MapChange | undefined {
  const changed = new Map<string, Change>();
  const added = new Map<string, ConfValue>();
  const removed = new Set<string>();
  const kept = keptNames(before, after);
  for (const [name, value] of before) {
    if (!kept.has(name)) {
      removed.add(name);
      continue;
    }
    const change = diffValues(value, after.get(name) ?? null);
    if (change !== undefined) changed.set(name, change);
  }
  for (const [name, value] of after) if (!kept.has(name)) added.set(name, value);
  if (changed.size + added.size + removed.size === 0) return undefined;
  return { kind: 'map', before, after, changed, removed, added };
}

function diffValues(before: ConfValue, after: ConfValue): Change | undefined {
  if (Object.is(before, after)) return undefined;
  if (isMap(before) && isMap(after)) return diffMaps(before, after);
  if (isList(before) && isList(after)) return diffLists(before, after);
  return equalValues(before, after) ? undefined : { kind: 'replace', before, after };
}

function diffLists(before: ConfList, after: ConfList): ListChange | undefined {
  const changed = new Map<number, Change>();
  for (let at = 0; at < Math.min(before.length, after.length); at++) {
    const change = diffValues(before[at] ?? null, after[at] ?? null);
    if (change !== undefined) changed.set(at, change);
  }
  const removed = Math.max(0, before.length - after.length);
  const added = after.slice(before.length);
  return changed.size + removed + added.length === 0
    ? undefined
    : { kind: 'list', before, after, changed, removed, added };
}

/**
 * The names that stay in their place: the longest beginning of `after` whose names come in the
 * order they have in `before`. Others are taken out and added at the end.
 */
function keptNames(before: ConfMap, after: ConfMap): { has(name: string): boolean } {
  let count = 0;
  const order = before.keys();
  for (const name of after.keys()) {
    if (!before.has(name) || !advanceTo(order, name)) break;
    count += 1;
  }
  // Most changes keep all names of the one or the other: then a large map needs no set beside it.
  if (count === after.size) return after;
  if (count === before.size) return before;
  const kept = new Set<string>();
  for (const name of after.keys()) {
    if (kept.size === count) break;
    kept.add(name);
  }
  return kept;
}

function advanceTo(names: Iterator<string>, wanted: string): boolean {
  for (let next = names.next(); next.done !== true; next = names.next())
    if (next.value === wanted) return true;
  return false;
}
