import type { ConfValue } from '../conf-store.js';
import type { Path } from '../key/path.js';
import { equalValues } from './equal-values.js';
import type { Leaf } from './leaves.js';

/**
 * The leaves below the parent (not the parent itself) whose last name is `name`, and whose value is `value` if one is given.
 * Without a value, a map or list of that name contributes all its leaves, also when it is the parent.
 */
export function searchLeaves(leaves: readonly Leaf[], parent: Path, name: string, value: ConfValue | undefined, same: (left: ConfValue, right: ConfValue) => boolean = equalValues): readonly Leaf[] {
  const from = Math.max(0, lastName(parent));
  return leaves.filter(({ path, value: found }) => {
    if (path.length === parent.length) return false;
    if (value === undefined) return path.slice(from).includes(name);
    return path[lastName(path)] === name && same(found, value);
  });
}

/** Where the last name of a path stands; what follows it are positions of lists. */
function lastName(path: Path): number {
  let at = path.length - 1;
  while (at >= 0 && typeof path[at] === 'number') at--;
  return at;
}
