import { createContext } from '../create-context.js';
import type { StageDefinition } from '../define-stage.js';
import type { StageRun } from '../execute-stage.js';
import { silentLog } from '../log/silent-log.js';
import { commonValues } from '../options/common-values.js';
import { parseStageOptions } from '../options/parse-stage-options.js';
import { refuseUnfinishedRestore } from '../state/unfinished-restore.js';
import type { Places } from '../places.js';
import type { StageIo } from '../process-io.js';
import { buildReport, type ReportParts } from '../report/build-report.js';
import type { Masker } from '@hare/cli/output';
import type { Reporter } from '../report/reporter.js';
import type { StageReport } from '../report/stage-report.js';
import { createRunnerContext } from '../runner/create-runner-context.js';
import { runSteps } from '../runner/run-steps.js';
import { openRound } from '../seen.js';
import type { Settings } from '../settings.js';
import { refuseNewerState } from '../state/refuse-newer-state.js';
import { readStageConfig } from '../state/stage-config.js';
import { askSteps } from './ask-steps.js';
import type { Effect } from './effect.js';

export interface ForecastCall {
  readonly stage: StageDefinition;
  /** Options that every stage has; those of the stage itself are as without any. */
  readonly argv: readonly string[];
  readonly settings: Settings;
  readonly places: Places;
  readonly io: StageIo;
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
  const common = { ...commonValues(parsed.common), dryRun: true };
  const program = `hare_setup ${stage.name}`;
  const begin = { started: new Date(), at: performance.now() };
  const finish = (parts: Pick<ReportParts, 'steps' | 'error'>): StageReport =>
    buildReport(
      {
        stage: stage.name,
        dryRun: true,
        started: begin.started,
        durationMs: Math.round(performance.now() - begin.at),
        program,
        argv,
        interruptedBy: io.interruption.name(),
        ...parts,
      },
      masker,
    );
  const run: StageRun = {
    call: { stage, options: parsed.own, common, argv, program, io },
    masker,
    reporter,
    finish,
  };
  const warnings: string[] = [];
  const log = silentLog((text) => warnings.push(masker.text(text)));
  try {
    refuseUnfinishedRestore(stage, places);
    const recorded = await readStageConfig(places, planned);
    await refuseNewerState(stage, places, recorded);
    const running = createContext(run, {
      settings,
      places,
      log,
      recorded,
      planned,
    });
    try {
      const steps = await stage.steps(running.context);
      const runner = createRunnerContext({
        run,
        log,
        running,
        defect: (error) =>
          reporter.line(
            'warn',
            masker.text(error instanceof Error ? (error.stack ?? error.message) : String(error)),
          ),
      });
      const look = openRound();
      const reports = await runSteps(steps, runner, look);
      const { effects, problem } = await askSteps(steps, look, planned);
      const isTold = problem === undefined || reports.some(({ outcome }) => outcome === 'failed');
      return {
        report: finish({ steps: reports, ...(isTold ? {} : { error: problem }) }),
        effects,
        warnings,
      };
    } finally {
      await running.close();
    }
  } catch (error) {
    return { report: finish({ steps: [], error }), effects: [], warnings };
  }
}
