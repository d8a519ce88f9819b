import { isFormatted, type MkfsRecord } from '@hare/cluster';

/** All on which it depends what init does. */
export interface InitSituation {
  /** What is known about mkfs; undefined: it was never begun. */
  readonly record: MkfsRecord | undefined;
  /** Of the cluster description as it is now. */
  readonly cdfDigest: string;
  readonly isRunning: boolean;
  /** The running cluster was left by an interrupted stage; no user started it. */
  readonly isLeftover: boolean;
  /** All services run without which the cluster does not. */
  readonly isWhole: boolean;
  /** An ioservice of the cluster was seen started: there may be data. */
  readonly wasStarted: boolean;
  /** The bootstrap of an interrupted stage goes on: its services may still be starting. */
  readonly isBootstrapping: boolean;
  /** The first node of the description bootstraps; the others wait for it. */
  readonly isFirstNode: boolean;
  /**
   * Nothing is recorded of this cluster, but there are traces that its devices may contain data.
   */
  readonly holdsMotrData: boolean;
  /** The KV of the cluster, which is down, has lost the configuration. */
  readonly kvIsLost: boolean;
  /** `--keep-running` */
  readonly keepRunning: boolean;
  /** `--mkfs=always` */
  readonly always: boolean;
}

/** What init does. */
export type InitDecision =
  /** A cluster runs and is left alone. */
  | { readonly kind: 'leave' }
  /** Formatted and proven before: nothing is to be done. */
  | { readonly kind: 'nothing' }
  /** Started without mkfs. */
  | {
      readonly kind: 'start';
      readonly because: 'description-changed' | 'keep-running' | 'kv-lost' | 'not-proven';
    }
  /** Formatted, then started. */
  | { readonly kind: 'format'; readonly because: 'never-done' | 'begun-only' | 'always' }
  /** Another node formats and starts. */
  | { readonly kind: 'wait' }
  | {
      readonly kind: 'refuse';
      readonly because: 'always-while-running' | 'always-not-first' | 'motr-data' | 'was-started';
    };

/**
 * Mkfs happens once per cluster: decided from what is recorded, what runs and what was asked. Pure.
 */
export function decideInit(situation: InitSituation): InitDecision {
  const { record, isRunning, isLeftover, isFirstNode } = situation;
  if (situation.always) return decideAlways(situation);
  // What runs while the record says that mkfs has begun is the first node's, which will shut it
  // down.
  if (isRunning && !isLeftover)
    return record !== undefined && record.state !== 'done' && !isFirstNode
      ? { kind: 'wait' }
      : { kind: 'leave' };
  if (record?.state !== 'done' && !isFirstNode) return { kind: 'wait' };
  if (!isFormatted(record)) {
    // A whole cluster that an interrupted run left is the proof that its mkfs has ended.
    if (record !== undefined && isRunning && situation.isWhole)
      return { kind: 'start', because: 'not-proven' };
    // One that still starts its services is waited for, and its proof is looked at after that.
    if (record !== undefined && situation.wasStarted)
      return situation.isBootstrapping
        ? { kind: 'start', because: 'not-proven' }
        : { kind: 'refuse', because: 'was-started' };
    if (situation.holdsMotrData) return { kind: 'refuse', because: 'motr-data' };
    return { kind: 'format', because: record === undefined ? 'never-done' : 'begun-only' };
  }
  if (!isFirstNode) return { kind: 'nothing' };
  if (record.state === 'formatted') return { kind: 'start', because: 'not-proven' };
  if (record.cdfDigest !== situation.cdfDigest)
    return { kind: 'start', because: 'description-changed' };
  if (situation.kvIsLost) return { kind: 'start', because: 'kv-lost' };
  return situation.keepRunning ? { kind: 'start', because: 'keep-running' } : { kind: 'nothing' };
}

function decideAlways({ isRunning, isFirstNode }: InitSituation): InitDecision {
  if (isRunning) return { kind: 'refuse', because: 'always-while-running' };
  return isFirstNode
    ? { kind: 'format', because: 'always' }
    : { kind: 'refuse', because: 'always-not-first' };
}
