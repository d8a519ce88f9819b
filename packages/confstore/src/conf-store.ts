import type { ConsulOptions } from '@hare/consul';
import type { HareError, Where } from '@hare/base';

export type ConfScalar = string | number | bigint | boolean | Date | null;
/** A value as plain data. */
export type PlainValue =
  ConfScalar | readonly PlainValue[] | { readonly [name: string]: PlainValue };
/** A value of a document. Maps are `Map`s: names that look like integers keep their place. */
export type ConfValue = ConfScalar | ConfList | ConfMap;
export type ConfList = readonly ConfValue[];
export type ConfMap = ReadonlyMap<string, ConfValue>;

export interface OpenOptions {
  /** For who reads it whole: `Map`s, whose names like integers keep their place, not objects. */
  readonly maps?: boolean;
  /** What separates the names of a key: `>` (default) or one of `. / | : ;`. */
  readonly delimiter?: string;
  /** A missing file is an empty store instead of an error; it is made by the first save. */
  readonly create?: boolean;
  /** dir and consul: texts that are JSON are read as what they mean; else all are text. */
  readonly typed?: boolean;
  /** A change below an alias of yaml writes the alias out (default), or is refused. */
  readonly aliases?: 'write-out' | 'refuse';
  /** Called after a save for each alias that it wrote out. */
  readonly onNotice?: (notice: HareError) => void;
  /** How a consul store is reached, before the environment variables of Consul's command. */
  readonly consul?: ConsulOptions;
}

/** Which keys are listed, and how. */
export interface KeyOptions {
  /** Only keys whose printed text starts with this. */
  readonly prefix?: string;
  /** With false, no `[n]` and each name once. */
  readonly index?: boolean;
}

export interface SetAllOptions {
  readonly onlyAbsent?: boolean;
}

export interface DeleteOptions {
  /** A map or list goes with all that is in it; else it must be empty. */
  readonly force?: boolean;
  /** In a list, what follows moves up; else every item but the last becomes `""`. */
  readonly closeUp?: boolean;
}

export interface Differences {
  /** Keys that only the other store has. */
  readonly new: readonly string[];
  /** Keys that only this store has. */
  readonly deleted: readonly string[];
  readonly updated: readonly string[];
}

/**
 * One document or key-value database behind one key syntax (`a>b[0]>c`).
 * Changes of memory backends (json yaml toml ini properties dict) reach the file at `save()`; dir
 * and consul write at once. What is read is a copy: plain data, as `JSON.parse` makes it.
 */
export interface ConfStore extends AnyStore<PlainValue> {
  /** The value at a key; null when absent, null or behind a scalar. Nothing checks `T`. */
  get<T = PlainValue>(key: string, fallback?: null): Promise<T | null>;
  /** The value at a key, or `fallback`, which determines its type. */
  get<T>(key: string, fallback: T): Promise<T>;
  /** The values of the existing keys among these, in one request; nothing below flat keys. */
  getAll(keys: readonly string[]): Promise<{ readonly [key: string]: PlainValue }>;
}

/** A store opened with `maps`. */
export interface MapStore extends AnyStore<ConfValue> {
  get(key: string, fallback?: ConfValue): Promise<ConfValue>;
  getAll(keys: readonly string[]): Promise<ReadonlyMap<string, ConfValue>>;
}

/** What all stores have, whatever they make of maps; `Value` is what they read. */
export interface AnyStore<Value = unknown> {
  /** The URL with its password masked: for messages. */
  readonly url: string;
  /** What separates the names of a key. */
  readonly delimiter: string;
  /**
   * Values are texts, finite numbers, bigints, truth values, dates, null, lists, and maps as plain
   * objects or `Map`s. @throws HareError `VALUE_NOT_HELD`, `PATH_BLOCKED`, `LIST_GAP`
   */
  set(key: string, value: unknown): Promise<void>;
  /**
   * Sets leaves at their paths, all of them or none; an empty container only where nothing is. With
   * `onlyAbsent`, those that are not there yet.
   */
  setAll(leaves: Iterable<ConfLeaf<unknown>>, options?: SetAllOptions): Promise<void>;
  /** Whether the key was there. */
  delete(key: string, options?: DeleteOptions): Promise<boolean>;
  /** The keys of all leaves, in document order. */
  keys(options?: KeyOptions): Promise<readonly string[]>;
  /** The same keys one after the other: where a list of all of them would be large. */
  eachKey(options?: KeyOptions): Promise<Iterable<string>>;
  search(parent: string, key: string, value?: unknown): Promise<readonly string[]>;
  /** Sets only the leaf keys that this store lacks. */
  merge(source: AnyStore, keys?: readonly string[]): Promise<void>;
  /** Sets the given or all keys of this store in `target`. */
  copy(target: AnyStore, keys?: readonly string[]): Promise<void>;
  compare(other: AnyStore): Promise<Differences>;
  addNumKeys(): Promise<void>;
  /** The whole document, as a copy. */
  data(): Promise<Value>;
  /**
   * The values that `keys` lists, scalars and empty containers, with their paths (`a>b[0]` is
   * `['a', 'b', 0]`) in document order; with `keys`, those at and below these keys. They may be
   * walked again and again.
   */
  leaves(keys?: readonly string[]): Promise<Iterable<ConfLeaf<Value>>>;
  /** Whether values are texts and `[n]` is part of a name: ini, properties, dir, consul. */
  readonly flat: boolean;
  /** What reading tolerates and `validate` reports: repeated keys of ini and properties. */
  warnings(): Promise<readonly HareError[]>;
  /** The place of a key: file, line and column for files, URL and key elsewhere. */
  where(key: string): Where;
  /** sha256 of its file as it was read or last saved, hexadecimal; undefined where there is none. */
  fileDigest?(): Promise<string | undefined>;
  /** Writes what changed, atomically and durably; whether anything was written. */
  save(): Promise<boolean>;
  /** Read-modify-write under the store's lock: reloads, calls `change`, saves. */
  update<T>(change: (store: this) => Promise<T> | T): Promise<T>;
  /**
   * Takes the lock of a domain for an owner; the same owner may take it again. It ends with
   * `release`, with `unlock`, with `durationMs`, or with the holder's process.
   * @throws HareError `CONFSTORE_LOCKED` when another owner has it.
   */
  lock(domain: string, owner: string, options?: LockOptions): Promise<ConfLock>;
  /** Frees a lock; false if this owner does not have it. `force` frees that of any owner. */
  unlock(domain: string, owner: string, options?: { readonly force?: boolean }): Promise<boolean>;
  /** Whether this owner could take the lock of a domain: it is free, or its own. */
  testLock(domain: string, owner: string): Promise<boolean>;
  /** Calls `onChange` after each change of the key (or of anything), until the signal aborts. */
  watch(
    key: string | undefined,
    onChange: (value: Value) => void,
    signal: AbortSignal,
  ): Promise<void>;
  close(): Promise<void>;
}

/** A value with its path: names of maps, positions of lists. */
export interface ConfLeaf<Value = ConfValue> {
  readonly path: readonly (string | number)[];
  readonly value: Value;
  /** What Consul keeps with the value, in decimal; other stores have none. */
  readonly flags?: string | undefined;
}

export interface LockOptions {
  /** The lock ends after this long, ms, even when its holder lives; default: with the holder. */
  readonly durationMs?: number;
  /** The lock outlives this process (it needs `durationMs`): how a command takes one. */
  readonly detached?: boolean;
  /** How long to wait for the lock, ms; 0 (default): not at all. */
  readonly waitMs?: number;
  /** Where the backend needs it (consul): the lock expires this long after its holder died, ms. */
  readonly ttlMs?: number;
}

export interface ConfLock {
  readonly domain: string;
  readonly owner: string;
  release(): Promise<void>;
}
