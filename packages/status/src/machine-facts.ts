import type { Finding, MkfsRecord } from '@hare/cluster';
import type { StageConfig } from '@hare/stage';
import type { LastRun } from './last-runs.js';

/** What status knows about this machine before it judges. */
export interface MachineFacts {
  /** The last result of each stage, by name; undefined: the journal cannot be read. */
  readonly runs: ReadonlyMap<string, LastRun> | undefined;
  readonly recorded?: StageConfig | undefined;
  /** Absent: there is no readable cluster description. */
  readonly cluster?: { readonly file: string; readonly nodes: number } | undefined;
  readonly mkfs?: MkfsRecord | undefined;
  /** Absent without a cluster description: then hctl is not asked. */
  readonly live?: LiveCluster | undefined;
  /** Config made a configuration that the KV does not have yet. */
  readonly hasPending: boolean;
  /** The stage that has the lock. */
  readonly atWork?:
    { readonly stage: string; readonly pid: number; readonly since: string } | undefined;
  /** Process ids of `hctl bootstrap`. */
  readonly bootstraps: readonly number[];
  /** A stage that was killed had started the cluster for its own time. */
  readonly leftBy?: string | undefined;
  /** The backup of a restore that was interrupted. */
  readonly unfinishedRestore?: string | undefined;
  /** What this user may not read, or what cannot be believed or understood. */
  readonly unreadable: readonly Unreadable[];
  readonly isRoot: boolean;
  readonly varDir: string;
  /** How hctl is called in this shell. */
  readonly hctl: string;
}

export type LiveCluster =
  | {
      readonly kind: 'running';
      readonly services: number;
      readonly devices?: number | undefined;
      readonly findings: readonly Finding[];
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface Unreadable {
  readonly what: string;
  readonly file?: string | undefined;
  readonly reason: string;
  readonly hint?: string | undefined;
  /** Another user, root, could read it. */
  readonly isForbidden: boolean;
}
