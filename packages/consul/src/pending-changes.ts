import type { KvEntry } from './kv-entry.js';
import type { KvOperation } from './kv-operation.js';

/**
 * The changes of one read-modify-write, kept back until it is over: reads see them, and they are
 * written together, each only if its key is still as it was read.
 */
export class PendingChanges {
  /** Each key that was read, as it was found. */
  readonly #read = new Map<string, KvEntry | undefined>();
  /** Prefixes of which all keys were read: others were not there. */
  readonly #listed: string[] = [];
  readonly #changed = new Map<string, string | undefined>();
  readonly #flags = new Map<string, string>();

  /** Notes how a key was found. The first look counts: what is written later must rest on it. */
  note(key: string, found: KvEntry | undefined): void {
    if (!this.#read.has(key)) this.#read.set(key, found);
  }

  /** Notes all keys that start with a prefix. */
  noteTree(prefix: string, found: readonly KvEntry[]): void {
    for (const entry of found) this.note(entry.key, entry);
    this.#listed.push(prefix);
  }

  /** `flags`: those that the key is to have; without them it keeps its own. */
  change(key: string, text: string | undefined, flags?: string): void {
    this.#changed.set(key, text);
    if (flags === undefined) this.#flags.delete(key);
    else this.#flags.set(key, flags);
  }

  /** The changed keys with their texts, undefined for those that go. */
  get changes(): ReadonlyMap<string, string | undefined> {
    return this.#changed;
  }

  /**
   * The keys to write that were not read yet: their current state decides which flags they keep,
   * and whether there is anything to write.
   */
  get unread(): readonly string[] {
    return [...this.#changed].flatMap(([key, text]) =>
      text === undefined || this.#read.has(key) || this.#isListed(key) ? [] : [key],
    );
  }

  /** `present`: the existing keys of `unread`. */
  operations(present: readonly KvEntry[] = []): readonly KvOperation[] {
    const unread = new Map(present.map((entry) => [entry.key, entry]));
    return [...this.#changed].flatMap(([key, text]): readonly KvOperation[] => {
      const found = this.#read.get(key);
      const index =
        this.#read.has(key) || this.#isListed(key) ? (found?.modifyIndex ?? 0) : undefined;
      if (text !== undefined)
        return setOperation(
          { key, text, flags: this.#flags.get(key) },
          found ?? unread.get(key),
          index,
        );
      if (index === 0) return [];
      return [index === undefined ? { verb: 'delete', key } : { verb: 'delete-cas', key, index }];
    });
  }

  #isListed(key: string): boolean {
    return this.#listed.some((prefix) => key.startsWith(prefix));
  }
}

/**
 * What writes a text to a key that is `found` there, with its flags, or with those that are wanted;
 * nothing when that changes nothing. With `index`, only if the key is still as at that ModifyIndex.
 */
function setOperation(
  {
    key,
    text,
    flags,
  }: { readonly key: string; readonly text: string; readonly flags: string | undefined },
  found: KvEntry | undefined,
  index: number | undefined,
): readonly KvOperation[] {
  const kept = flags ?? found?.flags;
  if (found?.holds(text) === true && found.flags === kept) return [];
  return [
    index === undefined
      ? { verb: 'set', key, text, flags: kept }
      : { verb: 'cas', key, text, index, flags: kept },
  ];
}
