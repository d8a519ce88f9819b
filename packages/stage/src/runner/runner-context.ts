import type { StepReport } from '../report/stage-report.js';
import type { Step } from '../step.js';

/** What the runner takes from outside. */
export interface RunnerContext {
  readonly dryRun: boolean;
  /** The name of the signal that asked to stop, if one did. */
  interrupted(): string | undefined;
  /** Milliseconds, monotonic. */
  now(): number;
  checking(step: Step): void;
  stepStarted(step: Step): void;
  stepEnded(report: StepReport): void;
  /** An exception that no step means to throw. */
  defect(error: unknown): void;
  /** Runs the work of one step; an `always` step works on although the stage was interrupted. */
  during<T>(step: Step, work: () => Promise<T>): Promise<T>;
}
