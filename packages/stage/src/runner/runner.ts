import type { RunOutput } from '../report/run-output.js';
import type { Step } from '../step.js';

/** What the runner takes from the run: what is said goes there, and signals come from there. */
export interface Runner extends Pick<
  RunOutput,
  'checking' | 'stepStarted' | 'stepEnded' | 'defect' | 'ask'
> {
  readonly dryRun: boolean;
  /** The name of the signal that asked to stop, if one did. */
  interrupted(): string | undefined;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Runs the work of one step; an `always` step works on although the stage was interrupted. */
  during<T>(step: Step, work: () => Promise<T>): Promise<T>;
}
