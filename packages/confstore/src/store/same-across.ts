import type { ConfStore, ConfValue } from '../conf-store.js';
import { equalValues } from '../document/equal-values.js';
import { textOf } from '../document/text-of.js';

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
