import { maskRanges, type Range } from './mask-ranges.js';
import { mask, maskUrl } from './mask-url.js';
import { secretRanges } from './secret-ranges.js';

/**
 * Text with passwords in URLs, private keys, and the values beside secret names masked. `extra` are
 * further names; `known`: where other secrets stand.
 */
export function maskText(
  text: string,
  extra: readonly string[] = [],
  known: readonly Range[] = [],
): string {
  return maskUrl(maskRanges(text, [...secretRanges(text, extra), ...known], mask));
}
