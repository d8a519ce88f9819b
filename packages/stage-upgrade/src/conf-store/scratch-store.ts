import { parseStoreUrl } from '@hare/base';
import { openConfStore, type MapStore } from '@hare/confstore';

/** A document in memory with the content of a store, flat ones with maps and lists. */
export async function copyOf(store: MapStore): Promise<MapStore> {
  const copy = await openConfStore('dict:{}', { maps: true });
  await copy.setAll(await store.leaves());
  return copy;
}

/**
 * A store with the same content that can be changed without writing anything: an own reading of a
 * document, a copy of what writes at once.
 */
export async function scratchStore(url: string): Promise<MapStore> {
  const store = await openConfStore(url, { maps: true });
  const { scheme } = parseStoreUrl(url);
  if (scheme !== 'dir' && scheme !== 'consul') return store;
  try {
    return await copyOf(store);
  } finally {
    await store.close();
  }
}
