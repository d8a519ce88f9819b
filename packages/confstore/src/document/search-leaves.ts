import type { ConfLeaf, ConfValue } from '../conf-store.js';
import type { Path } from '../key/path.js';
import { equalValues } from './equal-values.js';

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

/** Where the last name of a path stands; what follows it are positions of lists. */
function lastName(path: Path): number {
  let at = path.length - 1;
  while (at >= 0 && typeof path[at] === 'number') at--;
  return at;
}
