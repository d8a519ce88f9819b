import type { Masker } from '@hare/cli/output';
import type { Change } from './changeset.js';

/**
 * The changes in a changeset; none without one. @throws HareError `CHANGESET_INVALID`, and errors
 * of the ConfStore
 */
export async function readChangeset(
  url: string | undefined,
  masker: Masker,
): Promise<readonly Change[]> {
  if (url === undefined) return [];
  const [{ openConfStore }, { parseChangeset }] = await Promise.all([
    import('@hare/confstore'),
    import('./parse-changeset.js'),
  ]);
  masker.learnFrom(url);
  const store = await openConfStore(url, { maps: true });
  try {
    masker.learnFrom(await store.data());
    return parseChangeset(await store.leaves(), store.url);
  } finally {
    await store.close();
  }
}
