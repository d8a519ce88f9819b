import type { StoreUrl } from '@hare/base';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { formatKey, openConfStore, toConfValue, toPlain } from '@hare/confstore';
import type { KvChange, KvContent, KvValue, StageKv } from './stage-kv.js';

/**
 * A document (`json:///…`) as a KV: each key is one name of its top level, and a change is one
 * atomic save. A missing file has no keys.
 */
export class DocumentStageKv implements StageKv {
  readonly url: string;
  readonly atomic = true;
  readonly #given: string;
  readonly #place: StoreUrl;

  constructor(given: string, place: StoreUrl) {
    this.url = place.text;
    this.#given = given;
    this.#place = place;
  }

  async read(): Promise<KvContent> {
    const store = await openConfStore(this.#given, { create: true, maps: true });
    try {
      const data = toPlain(await store.data());
      return {
        entries: new Map(Object.entries((data ?? {}) as Record<string, KvValue>)),
        flags: new Map(),
      };
    } finally {
      await store.close();
    }
  }

  async get(keys: readonly string[]): Promise<KvContent> {
    const { entries, flags } = await this.read();
    return { entries: new Map([...entries].filter(([key]) => keys.includes(key))), flags };
  }

  async change({ sets = new Map<string, KvValue>(), deletes = [] }: KvChange): Promise<void> {
    if (sets.size === 0 && !existsSync(path.resolve(this.#place.path))) return;
    const store = await openConfStore(this.#given, { create: true, maps: true });
    try {
      await store.update(async (current) => {
        for (const key of deletes) await current.delete(formatKey([key]), { force: true });
        for (const [key, value] of sets) await current.set(formatKey([key]), toConfValue(value));
      });
    } finally {
      await store.close();
    }
  }

  async close(): Promise<void> {
    return Promise.resolve();
  }
}
