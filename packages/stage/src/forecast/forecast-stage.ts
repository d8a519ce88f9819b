import type { Masker, ProcessIo } from '@hare/cli/output';
import type { StageDefinition } from '../define-stage.js';
import type { Invocation } from '../execute-stage.js';
import { openRun } from '../open-run.js';
import { commonValues } from '../options/common-values.js';
import { parseStageOptions } from '../options/parse-stage-options.js';
import type { Places } from '../places.js';
import type { Reporter } from '../report/reporter.js';
import { createRunOutput } from '../report/run-output.js';
import type { StageReport } from '../report/stage-report.js';
import { runSteps } from '../runner/run-steps.js';
import { openRound } from '../seen.js';
import type { Settings } from '../settings.js';
import { refuseNewerState, refuseUnfinishedRestore } from '../state/refused-states.js';
import { readStageConfig } from '../state/stage-config.js';
import { askSteps } from './ask-steps.js';
import type { Effect } from './effect.js';

export interface ForecastCall {
  readonly stage: StageDefinition;
  /** Options that every stage has; those of the stage itself are as without any. */
  readonly argv: readonly string[];
  readonly settings: Settings;
  readonly places: Places;
  readonly io: ProcessIo;
  readonly masker: Masker;
  /** Says what is being looked at. */
  readonly reporter: Reporter;
  /** What the stages before would have written; this one's files are added to it. */
  readonly planned: Map<string, string>;
}

export interface StageForecast {
  /** As of a dry run, secrets masked. */
  readonly report: StageReport;
  readonly effects: readonly Effect[];
  readonly warnings: readonly string[];
}

/**
 * Calls every check of a stage and asks its steps what they would do. Writes nothing: no log, no
 * journal, no lock.
 */
export async function forecastStage({
  stage,
  argv,
  settings,
  places,
  io,
  masker,
  reporter,
  planned,
}: ForecastCall): Promise<StageForecast> {
  const parsed = parseStageOptions(stage, argv);
  const invocation: Invocation = {
    stage,
    options: parsed.own,
    common: { ...commonValues(parsed.common), dryRun: true },
    argv,
    program: `hare_setup ${stage.name}`,
    io,
    planned,
  };
  const warnings: string[] = [];
  const output = createRunOutput(invocation, masker, {
    ...reporter,
    line: (level, text) => {
      if (level === 'warn') warnings.push(text);
    },
    end: () => undefined,
  });
  try {
    refuseUnfinishedRestore(stage, places);
    const recorded = await readStageConfig(places, planned);
    await refuseNewerState(stage, places, recorded);
    const run = openRun(invocation, output, { settings, places, recorded });
    try {
      const steps = await stage.steps(run.context);
      const look = openRound();
      const reports = await runSteps(steps, run.runner, look);
      const { effects, problem } = await askSteps(steps, look, planned);
      const isTold = problem === undefined || reports.some(({ outcome }) => outcome === 'failed');
      return {
        report: output.end({ steps: reports, ...(isTold ? {} : { error: problem }) }),
        effects,
        warnings,
      };
    } finally {
      await run.close();
    }
  } catch (error) {
    return { report: output.end({ steps: [], error }), effects: [], warnings };
  }
}
