import type { ConfLeaf, ConfStore, ConfValue, Differences } from '../conf-store.js';
import { formatKey } from '../key/format-key.js';
import { equalValues } from './equal-values.js';
import { textOf } from './text-of.js';

/** Which leaf keys only one of two stores has, and which have another value; in linear time. */
export function compareLeaves(
  mine: Iterable<ConfLeaf>,
  others: Iterable<ConfLeaf>,
  delimiter: string,
  same: (left: ConfValue, right: ConfValue) => boolean = equalValues,
): Differences {
  const otherValues = new Map<string, ConfValue>();
  for (const { path, value } of others) otherValues.set(formatKey(path, delimiter), value);
  const deleted: string[] = [];
  const updated: string[] = [];
  for (const { path, value } of mine) {
    const key = formatKey(path, delimiter);
    const other = otherValues.get(key);
    if (other === undefined) deleted.push(key);
    else if (!same(value, other)) updated.push(key);
    otherValues.delete(key);
  }
  return { new: [...otherValues.keys()], deleted, updated };
}

/** How values of two stores are compared: as text when one of them has nothing but texts. */
export function sameAcross(
  one: Pick<ConfStore, 'flat'>,
  other: Pick<ConfStore, 'flat'>,
): (left: ConfValue, right: ConfValue) => boolean {
  return one.flat || other.flat ? sameText : equalValues;
}

export function sameText(left: ConfValue, right: ConfValue): boolean {
  return equalValues(left, right) || textOf(left) === textOf(right);
}
