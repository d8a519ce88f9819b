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
  /**
   * `written`: the KV now is as `change` says. `busy`: another process applies a configuration.
   * `superseded`: the record is not the expected one any more, or the lock was lost on the way;
   * what was written of the change is then a dead writer's half.
   */
  write(change: ApplyChange): Promise<'written' | 'busy' | 'superseded'>;
  /**
   * Returns when it may be worth to try again after `busy`, at the latest after `timeoutMs`; names
   * who is busy, if it can.
   */
  waitForOthers(timeoutMs: number): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface ApplyChange {
  /** The change rests on this; its record must still be the same. */
  readonly expected: Snapshot;
  readonly applying: ApplyRecord;
  readonly applied: ApplyRecord;
  readonly sets: ReadonlyMap<string, string>;
  readonly deletes: readonly string[];
  /**
   * Asked once nobody else can write, before the first key is: what it throws ends the change, and
   * the record is as before.
   */
  readonly guard: () => Promise<void>;
}
