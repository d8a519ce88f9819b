import { isDeepStrictEqual } from 'node:util';
import type { ConfValue } from '../conf-store.js';
import type { HareError } from '@hare/base';
import { errorAt, type Source } from './source.js';

/**
 * What is to be said of a name that stands in one map again, at an offset: with an equal value
 * every reader sees the same, and it is a warning.
 * @throws HareError `DUPLICATE_KEY` when the values differ
 */
export function repeatedName(
  name: string,
  [first, again]: readonly [ConfValue | undefined, ConfValue],
  text: string,
  offset: number,
  source: Source,
): HareError {
  const quoted = JSON.stringify(name);
  if (!isDeepStrictEqual(first, again)) {
    throw errorAt(
      'DUPLICATE_KEY',
      `the name ${quoted} occurs twice in one map`,
      text,
      offset,
      source,
      'keep one of them',
    );
  }
  return errorAt(
    'DUPLICATE_KEY',
    `the name ${quoted} occurs twice in one map, with the same value`,
    text,
    offset,
    source,
    'remove one of them',
  );
}
