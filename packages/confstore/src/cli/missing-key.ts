import { HareError, nearestNames } from '@hare/base';
import type { MapStore } from '../conf-store.js';
import { formatKey } from '../key/format-key.js';

/** The error for a key that a store lacks, with the keys that were probably meant. */
export async function missingKey(store: MapStore, key: string): Promise<HareError> {
  const known = new Set<string>();
  for (const { path } of await store.leaves())
    for (const [at] of path.entries()) known.add(formatKey(path.slice(0, at + 1), store.delimiter));
  const near = nearestNames(key, known).slice(0, 3);
  return new HareError('KEY_MISSING', `there is no key ${key}`, {
    where: { url: store.url, key },
    hint:
      near.length === 0
        ? 'get_keys lists the keys of the store'
        : `did you mean ${near.join(' or ')}?`,
  });
}
