import type { ConfValue } from '../conf-store.js';
import { isList, isMap } from './kind-of.js';

export interface EqualOptions {
  /** Whether two maps with the same entries in another order are equal; false unless given. */
  readonly anyOrder?: boolean;
}

/**
 * True when two values are the same through and through: type, numbers (-0 is not 0), dates, order
 * of maps.
 */
export function equalValues(
  left: ConfValue | undefined,
  right: ConfValue | undefined,
  options: EqualOptions = {},
): boolean {
  if (Object.is(left, right)) return true;
  if (isMap(left))
    return (
      isMap(right) &&
      left.size === right.size &&
      (options.anyOrder === true
        ? sameEntries(left, right, options)
        : sameSequence(left, right, options))
    );
  if (isList(left))
    return (
      isList(right) &&
      left.length === right.length &&
      left.every((item, at) => equalValues(item, right[at], options))
    );
  if (left instanceof Date && right instanceof Date) return dateText(left) === dateText(right);
  return false;
}

/**
 * A date as text; those of toml print as they are written, local or not. An invalid date has a text
 * too.
 */
export function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'invalid date' : date.toISOString();
}

function sameEntries(
  left: ReadonlyMap<string, ConfValue>,
  right: ReadonlyMap<string, ConfValue>,
  options: EqualOptions,
): boolean {
  for (const [name, value] of left)
    if (!right.has(name) || !equalValues(value, right.get(name), options)) return false;
  return true;
}

function sameSequence(
  left: ReadonlyMap<string, ConfValue>,
  right: ReadonlyMap<string, ConfValue>,
  options: EqualOptions,
): boolean {
  const others = right.entries();
  for (const [name, value] of left) {
    const other = others.next();
    if (
      other.done === true ||
      other.value[0] !== name ||
      !equalValues(value, other.value[1], options)
    )
      return false;
  }
  return true;
}
