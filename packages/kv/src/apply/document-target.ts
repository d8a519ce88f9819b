import {
  formatKey,
  openConfStore,
  type ConfLeaf,
  type ConfValue,
  type MapStore,
} from '@hare/confstore';
import { formatRecord } from './apply-record.js';
import type { ApplyChange, ApplyTarget } from './apply-target.js';
import { markOfFile } from '../mark/digest-file.js';
import { recordKey } from '../keys/key-families.js';
import { Snapshot } from './snapshot.js';

/**
 * A document (`json:///…`) as a KV: each key is one name of its top level, and a change is a single
 * atomic save.
 */
export class DocumentTarget implements ApplyTarget {
  readonly url: string;
  readonly #store: MapStore;

  private constructor(store: MapStore) {
    this.url = store.url;
    this.#store = store;
  }

  static async open(url: string): Promise<DocumentTarget> {
    return new DocumentTarget(await openConfStore(url, { create: true, maps: true }));
  }

  async read(): Promise<Snapshot> {
    return snapshotOf(this.#store);
  }

  async write({
    expected,
    applied,
    sets,
    deletes,
    guard,
  }: ApplyChange): Promise<'written' | 'superseded'> {
    return this.#store.update(async (store) => {
      if ((await snapshotOf(store)).recordText !== expected.recordText) return 'superseded';
      await guard();
      for (const key of deletes) await store.delete(formatKey([key]), { force: true });
      await store.setAll(leavesOf(sets, formatRecord(applied)));
      return 'written';
    });
  }

  async waitForOthers(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async writtenMark(): Promise<string | undefined> {
    const digest = await this.#store.fileDigest?.();
    return digest === undefined ? undefined : markOfFile(digest);
  }

  async close(): Promise<void> {
    await this.#store.close();
  }
}

function* leavesOf(sets: ReadonlyMap<string, string>, record: string): Generator<ConfLeaf> {
  for (const [key, value] of sets) yield { path: [key], value };
  yield { path: [recordKey], value: record };
}

async function snapshotOf(store: MapStore): Promise<Snapshot> {
  const document = await store.data();
  const names: ReadonlyMap<string, ConfValue> =
    document instanceof Map ? document : new Map<string, ConfValue>();
  return new Snapshot(
    store.url,
    new Map(
      [...names].map(([name, value]) => [
        name,
        {
          text: typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value),
        },
      ]),
    ),
  );
}
