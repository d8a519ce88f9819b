import type { KvEntry } from './kv-entry.js';
import type { KvOperation } from './kv-operation.js';

/**
 * The changes of one read-modify-write, kept back until it is over: reads see them, and they are written together,
 * each only if its key is still as it was read.
 */
export class PendingChanges {
  /** ModifyIndex of each key that was read; 0 when it was not there. */
  readonly #read = new Map<string, number>();
  /** Prefixes of which all keys were read: others were not there. */
  readonly #listed: string[] = [];
  readonly #changed = new Map<string, string | undefined>();

  /** Notes how a key was found. The first look counts: what is written later must rest on it. */
  note(key: string, found: KvEntry | undefined): void {
    if (!this.#read.has(key)) this.#read.set(key, found?.modifyIndex ?? 0);
  }

  /** Notes all keys that start with a prefix. */
  noteTree(prefix: string, found: readonly KvEntry[]): void {
    for (const entry of found) this.note(entry.key, entry);
    this.#listed.push(prefix);
  }

  change(key: string, text: string | undefined): void {
    this.#changed.set(key, text);
  }

  /** The changed keys with their texts, undefined for those that go. */
  get changes(): ReadonlyMap<string, string | undefined> {
    return this.#changed;
  }

  operations(): readonly KvOperation[] {
    return [...this.#changed].flatMap(([key, text]): KvOperation[] => {
      const index = this.#read.get(key) ?? (this.#listed.some((prefix) => key.startsWith(prefix)) ? 0 : undefined);
      if (text !== undefined) return [index === undefined ? { verb: 'set', key, text } : { verb: 'cas', key, text, index }];
      if (index === 0) return [];
      return [index === undefined ? { verb: 'delete', key } : { verb: 'delete-cas', key, index }];
    });
  }
}
