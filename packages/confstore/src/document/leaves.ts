import type { ConfLeaf, ConfValue } from '../conf-store.js';
import type { Path, Step } from '../key/path.js';
import { isLeaf, isList, isMap } from './kind-of.js';

/**
 * The leaves of a value one after the other, in document order, their paths starting with `path`;
 * the value itself when it is a leaf. An empty document has none. They can be walked again and
 * again.
 */
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
