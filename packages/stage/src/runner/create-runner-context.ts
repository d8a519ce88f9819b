import type { RunningContext } from '../create-context.js';
import type { StageRun } from '../execute-stage.js';
import type { OpenStageLog } from '../log/create-stage-log.js';
import type { RunnerContext } from './runner-context.js';

export interface RunnerContextParts {
  readonly run: StageRun;
  readonly log: OpenStageLog;
  readonly running: RunningContext;
  readonly defect: (error: unknown) => void;
}

/** The runner bound to reporter, log and signals. */
export function createRunnerContext({
  run,
  log,
  running,
  defect,
}: RunnerContextParts): RunnerContext {
  const { interruption } = run.call.io;
  const { reporter, masker } = run;
  return {
    dryRun: run.call.common.dryRun,
    interrupted: () =>
      interruption.name() ?? (interruption.failure() === undefined ? undefined : 'a defect'),
    now: () => performance.now(),
    checking: (step) => reporter.checking(step),
    stepStarted: (step) => {
      log.record(`step ${step.id} begins: ${step.title}`);
      reporter.stepStarted(step);
    },
    stepEnded: (step) => {
      const details = [step.reason, ...(step.findings ?? []), step.diff].filter(
        (text) => text !== undefined,
      );
      log.record(
        [`step ${step.id}: ${step.outcome} after ${step.durationMs} ms`, ...details].join('\n'),
      );
      reporter.stepEnded({ ...masker.data(step), outcome: step.outcome });
    },
    defect,
    during: (step, work) => (step.always === true ? running.uninterrupted(work) : work()),
  };
}
