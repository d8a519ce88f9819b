import type { ErrorCode, ErrorReport, Where } from '@hare/base';

/**
 * What a stage did, for people's eyes as text and for programs as JSON; `reportSchema` describes
 * it. Secrets are masked.
 */
export interface StageReport {
  /** Changes when a reader of the earlier version could misread this one. */
  readonly schema: 'hare.stage-report/1';
  readonly stage: string;
  readonly outcome: StageOutcome;
  readonly exitCode: number;
  readonly dryRun: boolean;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly durationMs: number;
  readonly host: string;
  readonly steps: readonly StepReport[];
  readonly counts: StepCounts;
  /** Why the whole stage was skipped. */
  readonly skipped?: string;
  /** What kept the stage from running its steps. */
  readonly error?: ErrorReport;
  readonly interruptedBy?: string;
  readonly log?: string;
  /** The command that goes on from here, after a failure or interruption. */
  readonly next?: string;
}

/** `would-change` only in a dry run. */
export type StageOutcome = 'unchanged' | 'changed' | 'would-change' | 'failed' | 'interrupted';

export type StepOutcome =
  'unchanged' | 'changed' | 'would-change' | 'deferred' | 'failed' | 'skipped';

export interface StepCounts {
  /** Unchanged: the state was right already. */
  readonly ok: number;
  readonly changed: number;
  readonly wouldChange: number;
  readonly deferred: number;
  readonly skipped: number;
  readonly failed: number;
}

export interface StepReport {
  readonly id: string;
  readonly title: string;
  readonly outcome: StepOutcome;
  readonly durationMs: number;
  /** Its change was brought back before the stage ended. */
  readonly temporary?: true;
  readonly note?: string;
  /** Why it failed, was deferred or skipped, or what would be changed. */
  readonly reason?: string;
  readonly code?: ErrorCode;
  readonly where?: Where;
  readonly hint?: string;
  readonly diff?: string;
  /** What was or would be changed, by meaning, where the diff is long. */
  readonly changes?: readonly string[];
  readonly findings?: readonly string[];
  readonly warnings?: readonly string[];
  readonly figures?: Readonly<Record<string, number | string>>;
}
