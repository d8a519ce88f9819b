import type { HareError, StoreUrl, Where } from '@hare/base';
import type { ConfValue, OpenOptions } from './conf-store.js';
import type { Locks } from './lock/document-locks.js';

/**
 * A key-value store that is not a document: dir, consul. Keys are flat, values are texts, changes
 * are written at once. `FlatStore` makes the whole `ConfStore` of it.
 */
export interface FlatBackend {
  /** The URL with its password masked: for messages. */
  readonly url: string;
  /** True where `name[0]`, `name[1]` … count as a list for `addNumKeys` (consul). */
  readonly countsLists: boolean;
  /** True where each call is a request: a possible subtree is then read with one `list`. */
  readonly readsTreeAtOnce?: boolean;
  /** The value of one key; undefined when there is none. */
  read(path: readonly string[]): Promise<string | undefined>;
  /**
   * The entries at and below a path, in its order, to be walked again and again. `['a', 'n']`
   * asks for `a>n`, `a>n>…` and `a>n[0]…`; answering more is allowed.
   */
  list(below: readonly string[]): Promise<Iterable<FlatEntry>>;
  /** Where each call is a request: the entries at these paths, nothing below them, in one. */
  readAll?(paths: readonly (readonly string[])[]): Promise<readonly FlatEntry[]>;
  /** Writes all changes: together where it can; else all are checked, then written one by one. */
  write(changes: readonly FlatChange[]): Promise<void>;
  /** The value as the store's text. @throws HareError `VALUE_NOT_HELD`, `KEY_SHAPE` */
  toText(value: ConfValue, path: readonly string[]): string;
  /** The stored text as a value: the text itself, unless the store was opened for typed values. */
  fromText(text: string): ConfValue;
  where(path: readonly string[]): Where;
  /** What reading tolerated (see `ConfStore.warnings`). */
  warnings?(): readonly HareError[];
  /** Only where changes are not written at once: writes them; whether there were any. */
  save?(): Promise<boolean>;
  /** Runs `work` alone among all that see the store; it reads what is stored then. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  readonly locks: Locks;
  /**
   * Calls `onChange` after each change at or below a path, and waits for it, until the signal ends;
   * it hands over the backend in which the present state is read.
   */
  watch(
    path: readonly string[],
    onChange: (present: FlatBackend) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
}

export interface FlatEntry {
  readonly path: readonly string[];
  readonly text: string;
  /** What the store keeps with the text (consul's flags, in decimal). */
  readonly flags?: string | undefined;
}

/** A key gets a text, or goes (`text` undefined). */
export interface FlatChange {
  readonly path: readonly string[];
  readonly text: string | undefined;
  /** Absent: the key keeps its own. */
  readonly flags?: string | undefined;
}

/** What a backend's module exports, by scheme; loaded when it is first opened. */
export type OpenBackend = (
  url: StoreUrl,
  options: Required<Pick<OpenOptions, 'delimiter' | 'create'>> & OpenOptions,
) => Promise<FlatBackend>;
