import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FlatBackend, FlatChange, FlatEntry, OpenBackend } from '../backend.js';
import type { ConfValue } from '../conf-store.js';
import { textOf } from '../document/text-of.js';
import { HareError, type Where } from '@hare/base';
import { formatFlatKey } from '../key/flat-key.js';
import type { Locks } from '../lock/document-locks.js';
import {
  acquireConsulLock,
  ConsulKv,
  consulLockFolder,
  couldTakeConsulLock,
  type KvEntry,
  maxValueBytes,
  PendingChanges,
  releaseConsulLock,
  storePrefix,
  watchKeys,
  writeOperations,
} from '@hare/consul';
import { isTextAtOrBelow, pathOfText, textOfPath } from './flat-text.js';
import { readTyped } from './read-typed.js';

/** How long a read-modify-write is retried while others change the same keys, ms. */
const patienceMs = 60_000;

export interface ConsulBackendOptions {
  readonly url: string;
  /** What all keys of the store begin with: empty, or ending in `/`. */
  readonly prefix: string;
  readonly delimiter: string;
  readonly typed: boolean;
}

/** The keys of a Consul below a prefix: key text verbatim, one request for a subtree. */
export class ConsulBackend implements FlatBackend {
  readonly countsLists = true;
  readonly readsTreeAtOnce = true;
  readonly url: string;
  readonly locks: Locks;
  readonly #pending = new AsyncLocalStorage<PendingChanges>();

  constructor(
    private readonly kv: ConsulKv,
    private readonly options: ConsulBackendOptions,
  ) {
    const { prefix } = options;
    this.url = options.url;
    this.locks = {
      lock: (domain, owner, how) => acquireConsulLock(kv, prefix, domain, owner, how),
      unlock: (domain, owner, { force = false }) =>
        releaseConsulLock(kv, prefix, domain, owner, force),
      testLock: (domain, owner) => couldTakeConsulLock(kv, prefix, domain, owner),
    };
  }

  async read(path: readonly string[]): Promise<string | undefined> {
    const text = textOfPath(path, this.options.delimiter);
    if (text === undefined || !this.#isUsers(text)) return undefined;
    const key = this.options.prefix + text;
    const pending = this.#pending.getStore();
    if (pending?.changes.has(key) === true) return pending.changes.get(key);
    const found = await this.kv.get(key);
    pending?.note(key, found);
    return found?.text;
  }

  async list(below: readonly string[]): Promise<readonly FlatEntry[]> {
    const { prefix, delimiter } = this.options;
    const text = textOfPath(below, delimiter);
    if (text === undefined) return [];
    const pending = this.#pending.getStore();
    const found = await this.#tree(prefix + text);
    pending?.noteTree(prefix + text, found);
    const entries: FlatEntry[] = [];
    for (const entry of found) {
      const own = entry.key.slice(prefix.length);
      if (
        this.#isUsers(own) &&
        isTextAtOrBelow(own, text, delimiter) &&
        pending?.changes.has(entry.key) !== true
      )
        entries.push(new LazyEntry(pathOfText(own, delimiter), entry));
    }
    if (pending === undefined || pending.changes.size === 0) return entries;
    for (const [key, changed] of pending.changes) {
      const own = key.slice(prefix.length);
      if (changed !== undefined && isTextAtOrBelow(own, text, delimiter))
        entries.push({ path: pathOfText(own, delimiter), text: changed });
    }
    return entries.sort((a, b) =>
      Buffer.compare(Buffer.from(a.path.join(delimiter)), Buffer.from(b.path.join(delimiter))),
    );
  }

  async write(changes: readonly FlatChange[]): Promise<void> {
    const own = this.#pending.getStore();
    const pending = own ?? new PendingChanges();
    for (const { path, text, flags } of changes) pending.change(this.#key(path), text, flags);
    if (own === undefined) await this.#flush(pending);
  }

  async readAll(paths: readonly (readonly string[])[]): Promise<readonly FlatEntry[]> {
    const { prefix, delimiter } = this.options;
    const pending = this.#pending.getStore();
    const keys = paths.flatMap((path) => {
      const text = textOfPath(path, delimiter);
      return text !== undefined && this.#isUsers(text) ? [prefix + text] : [];
    });
    const found = new Map((await this.kv.select({ keys })).map((entry) => [entry.key, entry]));
    for (const key of keys) pending?.note(key, found.get(key));
    return keys.flatMap((key): readonly FlatEntry[] => {
      const path = pathOfText(key.slice(prefix.length), delimiter);
      const changed = pending?.changes.get(key);
      if (pending?.changes.has(key) === true)
        return changed === undefined ? [] : [{ path, text: changed }];
      const entry = found.get(key);
      return entry === undefined ? [] : [new LazyEntry(path, entry)];
    });
  }

  /** `work` is done again when a key that it read was changed by others meanwhile. */
  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.#pending.getStore() !== undefined) return work();
    const deadline = Date.now() + patienceMs;
    for (let attempt = 0; ; attempt += 1) {
      const pending = new PendingChanges();
      const result = await this.#pending.run(pending, work);
      if (await this.#flush(pending)) return result;
      if (Date.now() >= deadline) {
        const times = `${attempt + 1} times in ${patienceMs / 1000} s`;
        throw new HareError('CONSUL_CONFLICT', `other processes changed the same keys ${times}`, {
          where: { url: this.url },
          hint: 'retry later; nothing was written',
        });
      }
      await sleep(Math.random() * Math.min(500, 5 * 2 ** attempt));
    }
  }

  toText(value: ConfValue, path: readonly string[]): string {
    this.#key(path);
    const text = textOf(value);
    const refuse = (why: string): HareError =>
      new HareError('VALUE_NOT_HELD', why, {
        where: this.where(path),
        hint: 'store large or binary values in files and only their paths in Consul',
      });
    if (text.length > maxValueBytes || Buffer.byteLength(text) > maxValueBytes)
      throw refuse(
        `the value has ${Buffer.byteLength(text)} bytes; Consul accepts at most ` +
          `${maxValueBytes} (512 KiB)`,
      );
    if (/\p{Surrogate}/u.test(text))
      throw refuse('the value is not well-formed text (a lone surrogate); Consul would change it');
    return text;
  }

  fromText(text: string): ConfValue {
    return this.options.typed ? readTyped(text) : text;
  }

  where(path: readonly string[]): Where {
    return { url: this.url, key: formatFlatKey(path, this.options.delimiter) };
  }

  async watch(
    path: readonly string[],
    onChange: (present: FlatBackend) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const { prefix, delimiter } = this.options;
    const text = textOfPath(path, delimiter) ?? '';
    const wanted = (key: string): boolean => {
      const own = key.slice(prefix.length);
      return this.#isUsers(own) && isTextAtOrBelow(own, text, delimiter);
    };
    await watchKeys(this.kv, prefix + text, wanted, () => onChange(this), signal);
  }

  /** False when another process changed what the changes rest on; then nothing was written. */
  async #flush(pending: PendingChanges): Promise<boolean> {
    const { unread } = pending;
    return writeOperations(
      this.kv,
      pending.operations(unread.length === 0 ? [] : await this.kv.select({ keys: unread })),
    );
  }

  /** All keys that start with a text; that key alone when the token may not read them. */
  async #tree(start: string): Promise<readonly KvEntry[]> {
    try {
      return (await this.kv.tree(start)).entries;
    } catch (error) {
      const isDenied = error instanceof HareError && error.code === 'CONSUL_PERMISSION_DENIED';
      if (!isDenied || start === this.options.prefix) throw error;
      const found = await this.kv.get(start);
      if (found === undefined) throw error;
      return [found];
    }
  }

  #key(path: readonly string[]): string {
    const text = textOfPath(path, this.options.delimiter);
    const refuse = (why: string): HareError =>
      new HareError('KEY_SHAPE', why, { where: this.where(path), hint: 'use another key' });
    if (text === undefined)
      throw refuse(`a name with ${this.options.delimiter} in it would be several names in Consul`);
    if (text === '' || /\p{Surrogate}/u.test(text)) throw refuse('Consul has no such key');
    if (!this.#isUsers(text))
      throw refuse(`keys that start with ${consulLockFolder} are reserved for locks`);
    return this.options.prefix + text;
  }

  #isUsers(text: string): boolean {
    return text !== '' && !text.startsWith(consulLockFolder);
  }
}

/** Decodes the value when first read. */
class LazyEntry implements FlatEntry {
  constructor(
    readonly path: readonly string[],
    private readonly entry: KvEntry,
  ) {}

  get text(): string {
    return this.entry.text;
  }

  get flags(): string | undefined {
    return this.entry.flags === '0' ? undefined : this.entry.flags;
  }
}

/** Opens `consul://HOST:PORT/prefix` and the like; nothing is sent before the first use. */
export const openConsul: OpenBackend = async (url, options) => {
  const kv = ConsulKv.of(url, options.consul);
  return Promise.resolve(
    new ConsulBackend(kv, {
      url: url.text,
      prefix: storePrefix(url.path),
      delimiter: options.delimiter,
      typed: options.typed === true,
    }),
  );
};
