import { formatKey, openConfStore, toPlain } from '@hare/confstore';

/** A KV as a source of facts, to be closed after use. */
export interface KvFacts {
  find(key: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Opens a KV by its ConfStore URL; the keys of facts hold slashes, so each is one name: `{host}/facts`. */
export async function openKvFacts(url: string): Promise<KvFacts> {
  const store = await openConfStore(url);
  return {
    find: async (key) => toPlain(await store.get(formatKey([key]))),
    close: () => store.close(),
  };
}
