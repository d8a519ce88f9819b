import type { ConfMap, ConfValue } from '../conf-store.js';
import { isList, isMap } from './kind-of.js';

export interface EqualOptions {
  /** Whether two maps with the same entries in another order are equal; false unless given. */
  readonly anyOrder?: boolean;
}

/** True for the same type, number (-0 is not 0), date, and order of maps, all the way down. */
export function equalValues(
  left: ConfValue | undefined,
  right: ConfValue | undefined,
  options: EqualOptions = {},
): boolean {
  if (Object.is(left, right)) return true;
  if (isMap(left)) return isMap(right) && equalMaps(left, right, options);
  if (isList(left))
    return (
      isList(right) &&
      left.length === right.length &&
      left.every((item, at) => equalValues(item, right[at], options))
    );
  if (left instanceof Date && right instanceof Date) return dateText(left) === dateText(right);
  return false;
}

function equalMaps(left: ConfMap, right: ConfMap, options: EqualOptions): boolean {
  if (left.size !== right.size) return false;
  const names = right.keys();
  for (const [name, value] of left) {
    const isPlace = options.anyOrder === true ? right.has(name) : names.next().value === name;
    if (!isPlace || !equalValues(value, right.get(name), options)) return false;
  }
  return true;
}

/** A date as text; those of toml print as written. An invalid date has a text too. */
export function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'invalid date' : date.toISOString();
}
