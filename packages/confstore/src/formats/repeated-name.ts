import { isDeepStrictEqual } from 'node:util';
import type { ConfValue } from '../conf-store.js';
import type { HareError } from '@hare/base';
import { errorAt, type Source } from './source.js';

/** A warning for a repeated name of an equal value. @throws HareError `DUPLICATE_KEY` else */
export function repeatedName(
  name: string,
  [first, again]: readonly [ConfValue | undefined, ConfValue],
  text: string,
  offset: number,
  source: Source,
): HareError {
  const isSame = isDeepStrictEqual(first, again);
  const twice = `the name ${JSON.stringify(name)} occurs twice in one map`;
  const what = isSame ? `${twice}, with the same value` : twice;
  const hint = `${isSame ? 'remove' : 'keep'} one of them`;
  const error = errorAt('DUPLICATE_KEY', what, text, offset, source, hint);
  if (isSame) return error;
  throw error;
}
