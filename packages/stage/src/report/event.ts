import type { LogLevel } from './reporter.js';
import type { StageReport, StepReport } from './stage-report.js';

/** One line of `--format jsonl`; `eventSchema` describes it. Secrets are masked. */
export type StageEvent = EventHead & EventBody;

interface EventHead {
  /** Changes when a reader of the earlier version could misread this one. */
  readonly schema: 'hare.event/1';
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly stage: string;
}

export type EventBody =
  | {
      readonly event: 'stage-begin';
      readonly command: string;
      readonly dryRun: boolean;
      readonly host: string;
      readonly pid: number;
    }
  /** The check of a step begins: at first of all steps, in order. */
  | { readonly event: 'step-check'; readonly step: string; readonly title: string }
  /** The work on a step begins. */
  | { readonly event: 'step-begin'; readonly step: string; readonly title: string }
  /** What is being done or waited for, and until when at most. */
  | { readonly event: 'progress'; readonly text: string; readonly until?: string }
  | { readonly event: 'log'; readonly level: LogLevel; readonly text: string }
  | { readonly event: 'step-end'; readonly report: StepReport }
  | { readonly event: 'stage-end'; readonly report: StageReport };
