import type { LogLevel } from '@hare/cli/output';
import type { Step } from '../step.js';
import type { StageReport, StepReport } from './stage-report.js';

/** Shows a stage run while it runs. What it is given is masked already. */
export interface Reporter {
  checking(step: Step): void;
  stepStarted(step: Step): void;
  stepEnded(report: StepReport): void;
  progress(text: string, until?: Date): void;
  line(level: LogLevel, text: string): void;
  /** Asks something on stderr; the answer comes from the terminal. */
  question(text: string): void;
  /** The stack of a defect that is not in a log. */
  defect(text: string): void;
  end(report: StageReport): void;
}
