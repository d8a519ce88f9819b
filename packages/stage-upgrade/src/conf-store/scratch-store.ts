import { parseStoreUrl } from '@hare/base';
import { openConfStore, type ConfStore } from '@hare/confstore';

/** A document in memory with the content of a store, flat ones with maps and lists. */
export async function copyOf(store: ConfStore): Promise<ConfStore> {
  const copy = await openConfStore('dict:{}');
  await copy.setAll(await store.leaves());
  return copy;
}

/**
 * A store with the same content that can be changed without writing anything: an own reading of a
 * document, a copy of what writes at once.
 */
export async function scratchStore(url: string): Promise<ConfStore> {
  const store = await openConfStore(url);
  const { scheme } = parseStoreUrl(url);
  if (scheme !== 'dir' && scheme !== 'consul') return store;
  try {
    return await copyOf(store);
  } finally {
    await store.close();
  }
}
