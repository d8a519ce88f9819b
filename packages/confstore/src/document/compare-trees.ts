import { appendAll } from '../append-all.js';
import type { ConfValue, Differences } from '../conf-store.js';
import { formatName } from '../key/format-key.js';
import { equalValues } from './equal-values.js';
import { isLeaf, isList, isMap } from './kind-of.js';
import { leafKeys } from './leaf-keys.js';

/**
 * Which leaf keys only one of two documents has, and which have another value. It walks both at
 * once, and makes keys only of what differs.
 */
export function compareTrees(mine: ConfValue, other: ConfValue, delimiter: string): Differences {
  const found = { new: [] as string[], deleted: [] as string[], updated: [] as string[] };
  const below = (value: ConfValue, key: string): readonly string[] => {
    if (isLeaf(value)) return key === '' ? [] : [key];
    return leafKeys(value, { delimiter }).map((inner) =>
      key === '' ? inner : isList(value) ? key + inner : key + delimiter + inner,
    );
  };
  const walk = (left: ConfValue | undefined, right: ConfValue | undefined, key: string): void => {
    if (left === right) return;
    if (left === undefined || right === undefined) {
      if (left !== undefined) appendAll(found.deleted, below(left, key));
      if (right !== undefined) appendAll(found.new, below(right, key));
    } else if (isLeaf(left) && isLeaf(right)) {
      if (!equalValues(left, right)) found.updated.push(key);
    } else if (isLeaf(left) || isLeaf(right)) {
      walk(left, undefined, key);
      walk(undefined, right, key);
    } else if (isMap(left) && isMap(right)) {
      for (const [name, value] of left) walk(value, right.get(name), join(key, name));
      for (const [name, value] of right)
        if (!left.has(name)) walk(undefined, value, join(key, name));
    } else if (isList(left) && isList(right)) {
      for (let at = 0; at < Math.max(left.length, right.length); at++)
        walk(left[at], right[at], `${key}[${at}]`);
    } else {
      walk(left, undefined, key);
      walk(undefined, right, key);
    }
  };
  const join = (key: string, name: string): string =>
    key === '' ? formatName(name, delimiter) : key + delimiter + formatName(name, delimiter);
  walk(mine, other, '');
  return found;
}
