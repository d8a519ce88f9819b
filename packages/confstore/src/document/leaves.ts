import type { ConfLeaf, ConfValue } from '../conf-store.js';
import type { Path, Step } from '../key/path.js';
import { isLeaf, isList, isMap } from './kind-of.js';

/** A value that `keys` lists, scalar or empty container, with its path. */
export type Leaf = ConfLeaf;

/** All leaves of a value in document order, their paths starting with `path`; the value itself when it is a leaf. An empty document has none. */
export function leavesOf(value: ConfValue, path: Path = []): readonly Leaf[] {
  const leaves: Leaf[] = [];
  if (path.length === 0 && isLeaf(value)) return leaves;
  collect(value, [...path], leaves);
  return leaves;
}

function collect(value: ConfValue, path: Step[], leaves: Leaf[]): void {
  if (isLeaf(value)) {
    leaves.push({ path: [...path], value });
    return;
  }
  const entries: Iterable<[Step, ConfValue]> = isMap(value) ? value : isList(value) ? value.entries() : [];
  for (const [step, item] of entries) {
    path.push(step);
    collect(item, path, leaves);
    path.pop();
  }
}
