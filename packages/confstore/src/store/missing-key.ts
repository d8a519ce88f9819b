import { HareError } from '@hare/base';

/** A key that was named to be merged or copied, but that the source lacks. */
export function missingKey(url: string, key: string): HareError {
  return new HareError('KEY_MISSING', `the source has no key ${key}`, {
    where: { url, key },
    hint: 'nothing was changed; list its keys with get_keys',
  });
}
