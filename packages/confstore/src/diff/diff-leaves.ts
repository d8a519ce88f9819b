import type { ConfLeaf, ConfValue } from '../conf-store.js';
import { formatKey } from '../key/format-key.js';

/** One key of two stores: the values that it has in the first and in the second. */
export interface KeyDifference {
  readonly path: ConfLeaf['path'];
  readonly key: string;
  readonly mine: ConfValue | undefined;
  readonly other: ConfValue | undefined;
  readonly same: boolean;
}

/** All keys of two stores, in the order of the first; those that only the second has come behind the key that they follow there. */
export function diffLeaves(mine: readonly ConfLeaf[], others: readonly ConfLeaf[], delimiter: string, same: (left: ConfValue, right: ConfValue) => boolean): readonly KeyDifference[] {
  const known = new Set(mine.map(({ path }) => formatKey(path, delimiter)));
  const otherValues = new Map<string, ConfValue>();
  const followers = new Map<string, ConfLeaf[]>();
  let before = '';
  for (const leaf of others) {
    const key = formatKey(leaf.path, delimiter);
    otherValues.set(key, leaf.value);
    if (known.has(key)) before = key;
    else {
      const found = followers.get(before);
      if (found === undefined) followers.set(before, [leaf]);
      else found.push(leaf);
    }
  }
  const onlyOthers = (key: string): KeyDifference[] => (followers.get(key) ?? []).map(({ path, value }) => ({ path, key: formatKey(path, delimiter), mine: undefined, other: value, same: false }));
  return [
    ...onlyOthers(''),
    ...mine.flatMap(({ path, value }) => {
      const key = formatKey(path, delimiter);
      const other = otherValues.get(key);
      return [{ path, key, mine: value, other, same: other !== undefined && same(value, other) }, ...onlyOthers(key)];
    }),
  ];
}
