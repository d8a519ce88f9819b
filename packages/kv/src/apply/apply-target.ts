import type { ApplyRecord } from './apply-record.js';
import type { Snapshot } from './snapshot.js';

/** A KV that a configuration can be applied to, all or nothing. */
export interface ApplyTarget {
  /** For messages, without secrets. */
  readonly url: string;
  /** How many requests were sent so far, where the KV is behind a network. */
  readonly requests?: number;
  /**
   * Hare's keys as they were at one moment. `names`: those outside of the families (host names,
   * machine-ids) that are likely to be there; then one request is enough.
   */
  read(names?: readonly string[]): Promise<Snapshot>;
  /** The record alone, if the KV is large enough that this saves something. */
  glance?(): Promise<Glance>;
  /**
   * Makes this process the one that writes, until `write`, `endTurn` or `close`; false: another one
   * is. So one of many reads the keys, and the others find its record.
   */
  takeTurn?(owner: string): Promise<boolean>;
  endTurn?(): Promise<void>;
  /**
   * `written`: the KV now is as `change` says. `busy`: another process applies a configuration.
   * `superseded`: the record is not the expected one any more, or the lock was lost on the way;
   * what was written of the change is then a dead writer's half.
   */
  write(change: ApplyChange): Promise<'written' | 'busy' | 'superseded'>;
  /**
   * Returns when it may be worth to try again after `busy`, at the latest after `timeoutMs` or when
   * the signal aborts; names who is busy, if it can.
   */
  waitForOthers(timeoutMs: number, signal?: AbortSignal): Promise<string | undefined>;
  /** What `kvMark` says of what was just written, if that is known without reading it. */
  writtenMark?(): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface Glance {
  readonly record: ApplyRecord | undefined;
  readonly recordText: string | undefined;
  /**
   * Whether the keys of the configuration are certainly those that the record's writer found when
   * it was done: nothing was changed, added or removed since. False also where that is not known
   * without reading them.
   */
  isIntact(shape: ConfigurationShape): Promise<boolean>;
}

/** Where the keys of a configuration are. */
export interface ConfigurationShape {
  /** The large folders with some of them in them. */
  readonly folders: readonly string[];
  /** Those outside of the large folders. */
  readonly keys: readonly string[];
}

export interface ApplyChange {
  /** The change rests on this; its record must still be the same. */
  readonly expected: Snapshot;
  readonly applying: ApplyRecord;
  readonly applied: ApplyRecord;
  readonly sets: ReadonlyMap<string, string>;
  readonly deletes: readonly string[];
  /** Whether the KV now has the complete configuration, and nothing else of Hare's. */
  readonly isComplete: (now: Snapshot) => boolean;
  /**
   * Called once no other process can write, before the first key is written; if it throws, the
   * change ends and the record is as before.
   */
  readonly guard: () => Promise<void>;
}
