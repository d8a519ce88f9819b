import type { ConfLeaf, ConfValue } from '../conf-store.js';
import type { Path, Step } from '../key/path.js';
import { equalValues } from './equal-values.js';
import { isLeaf, isList, isMap } from './kind-of.js';

/** A value's leaves in document order, to be walked again and again; itself if it is one. */
export function leavesIn(value: ConfValue, path: Path = []): Iterable<ConfLeaf> {
  return { [Symbol.iterator]: () => walk(value, path) };
}

/** The leaves of a value as a list. */
export function leavesOf(value: ConfValue, path: Path = []): readonly ConfLeaf[] {
  return [...leavesIn(value, path)];
}

function* walk(value: ConfValue, path: Path): Generator<ConfLeaf> {
  if (isLeaf(value)) {
    if (path.length > 0) yield { path: [...path], value };
    return;
  }
  const steps: Step[] = [...path];
  const open = [entriesOf(value)];
  for (let entries = open.at(-1); entries !== undefined; entries = open.at(-1)) {
    const next = entries.next();
    if (next.done === true) {
      open.pop();
      steps.pop();
      continue;
    }
    const [step, item] = next.value;
    steps.push(step);
    if (isLeaf(item)) {
      yield { path: [...steps], value: item };
      steps.pop();
    } else open.push(entriesOf(item));
  }
}

/** The items of a map or list with their names or positions; none of a scalar. */
function entriesOf(value: ConfValue): Iterator<[Step, ConfValue]> {
  return isMap(value) || isList(value) ? value.entries() : [].values();
}

/** The value at a path, not a copy; undefined if there is none. */
export function getIn(root: ConfValue, path: Path): ConfValue | undefined {
  let value: ConfValue | undefined = root;
  for (const step of path) {
    if (typeof step === 'string') value = isMap(value) ? value.get(step) : undefined;
    else value = isList(value) ? value[step] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

/**
 * The leaves below the parent (not the parent itself) whose last name is `name`, and whose value is
 * `value` if one is given. Without a value, a map or list of that name contributes all its leaves,
 * also when it is the parent.
 */
export function* searchLeaves(
  leaves: Iterable<ConfLeaf>,
  parent: Path,
  name: string,
  value: ConfValue | undefined,
  same: (left: ConfValue, right: ConfValue) => boolean = equalValues,
): Generator<ConfLeaf> {
  const from = Math.max(0, lastName(parent));
  for (const leaf of leaves) {
    const { path } = leaf;
    if (path.length === parent.length) continue;
    if (
      value === undefined
        ? path.slice(from).includes(name)
        : path[lastName(path)] === name && same(leaf.value, value)
    )
      yield leaf;
  }
}

/** The index of the last name of a path; only list positions follow it. */
function lastName(path: Path): number {
  let at = path.length - 1;
  while (at >= 0 && typeof path[at] === 'number') at--;
  return at;
}

/** What `addNumKeys` sets: for every list k of a map, `num_k`, its length. */
export function numKeys(value: ConfValue, path: Path = []): readonly ConfLeaf[] {
  const found: ConfLeaf[] = [];
  collectNumKeys(value, path, found);
  return found;
}

function collectNumKeys(value: ConfValue, path: Path, found: ConfLeaf[]): void {
  if (isList(value))
    for (const [at, item] of value.entries()) collectNumKeys(item, [...path, at], found);
  if (!isMap(value)) return;
  for (const [name, item] of value) {
    if (isList(item)) found.push({ path: [...path, `num_${name}`], value: item.length });
    collectNumKeys(item, [...path, name], found);
  }
}
