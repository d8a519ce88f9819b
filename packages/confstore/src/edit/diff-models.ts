import type { ConfList, ConfMap, ConfValue } from '../conf-store.js';
import { equalValues } from '../document/equal-values.js';
import { isList, isMap } from '../document/kind-of.js';
import type { Change, DocumentChange, ListChange, MapChange } from './change.js';

/** What differs between two documents, if anything; the same objects are passed over. */
export function diffModels(before: ConfValue, after: ConfValue): DocumentChange | undefined {
  const change = diffValues(before, after);
  if (change?.kind === 'replace') throw new RangeError('a document keeps its kind');
  return change;
}

function diffMaps(before: ConfMap, after: ConfMap): MapChange | undefined {
  const changed = new Map<string, Change>();
  if (before.size === 0 && after.size > 0)
    return { kind: 'map', before, after, changed, removed: new Set(), added: after };
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
  const removed = removedItems(before, after);
  let next = 0;
  for (const [at, item] of before.entries()) {
    if (removed.has(at)) continue;
    const change = diffValues(item, after[next++] ?? null);
    if (change !== undefined) changed.set(at, change);
  }
  const added = after.slice(before.length);
  return changed.size + removed.size + added.length === 0
    ? undefined
    : { kind: 'list', before, after, changed, removed, added };
}

/** The items that go: those that leave the others as they are, else the last ones. */
function removedItems(before: ConfList, after: ConfList): ReadonlySet<number> {
  const removed = new Set<number>();
  if (after.length >= before.length) return removed;
  let next = 0;
  for (const [at, item] of before.entries())
    if (equalValues(item, after[next])) next++;
    else removed.add(at);
  return next === after.length ? removed : new Set([...before.keys()].slice(after.length));
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
  // Most changes keep all names of the one or the other: then a large map needs no extra set.
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
