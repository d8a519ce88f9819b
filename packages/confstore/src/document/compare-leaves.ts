import type { ConfLeaf, ConfValue, Differences } from '../conf-store.js';
import { formatKey } from '../key/format-key.js';
import { equalValues } from './equal-values.js';

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
