import type { ErrorCode } from '@hare/base';
/**
 * What a run would do, per stage, file, key and device; `planSchema` describes its JSON. Secrets
 * are masked. Of a stage that would fail, or is not reached, it is what it would do once that is
 * repaired.
 */
export interface RunPlan {
  /** Changes when a reader of the earlier version could misread this one. */
  readonly schema: 'hare.plan/1';
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** The ConfStore, as given. */
  readonly config?: string;
  /** 0, or 1 when a stage would fail. */
  readonly exitCode: number;
  readonly stages: readonly PlannedStage[];
  readonly devices: readonly PlannedDevice[];
  readonly files: readonly PlannedFile[];
  readonly keys: readonly PlannedKeys[];
  /** Each start of the cluster. */
  readonly starts: readonly PlannedStart[];
  /** A stage that is running now: the plan may differ once it has ended. */
  readonly atWork?: { readonly stage: string; readonly pid: number; readonly since: string };
}

export interface PlannedStage {
  readonly stage: string;
  /** `blocked`: an earlier stage would fail, so that this one is not reached. */
  readonly outcome: 'change' | 'nothing' | 'fail' | 'blocked';
  readonly problems: readonly PlannedProblem[];
  readonly warnings: readonly string[];
}

export interface PlannedProblem {
  readonly reason: string;
  readonly step?: string;
  readonly code?: ErrorCode;
  readonly where?: string;
  readonly hint?: string;
  readonly findings: readonly string[];
}

export interface PlannedDevice {
  readonly stage: string;
  readonly node: string;
  readonly path: string;
  readonly role: 'data' | 'log' | 'metadata';
  readonly action: 'format' | 'keep' | 'refuse';
  readonly because: string;
  /** Absent for a device of another node, which cannot be looked at from here. */
  readonly now?: {
    readonly kind: string;
    readonly realPath?: string;
    readonly sizeBytes?: number;
    readonly id?: string;
    readonly serial?: string;
    readonly signatures: readonly string[];
    readonly holdsUnknownData?: true;
    readonly uses: readonly string[];
  };
}

export interface PlannedFile {
  readonly stage: string;
  readonly path: string;
  readonly change: 'new' | 'changed' | 'unchanged' | 'removed';
  /** Unified diff, if the new text is known in advance. */
  readonly diff?: string;
}

export interface PlannedKeys {
  readonly stage: string;
  readonly kv: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Set when the stage does not write them itself: who does, and when. */
  readonly deferred?: string;
}

export interface PlannedStart {
  readonly stage: string;
  /** Whether devices are formatted with it. */
  readonly mkfs: boolean;
  readonly because: string;
  /** As `node: service`. */
  readonly services: readonly string[];
  /** False: the stage shuts it down again. */
  readonly staysUp: boolean;
}
