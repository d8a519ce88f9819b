import { removeDeadLock, leftoversIn, leftoversOf, codedError, removeFiles } from '@hare/base';
import { createContext, type RunningContext } from './create-context.js';
import type { StageDefinition } from './define-stage.js';
import type { StageRun } from './execute-stage.js';
import { createStageLog, type OpenStageLog } from './log/create-stage-log.js';
import { askSteps } from './forecast/ask-steps.js';
import type { Places } from './places.js';
import type { ReportParts } from './report/build-report.js';
import type { StageReport } from './report/stage-report.js';
import type { StageContext } from './stage-context.js';
import { createRunnerContext } from './runner/create-runner-context.js';
import { runSteps } from './runner/run-steps.js';
import { refuseUnfinishedRestore } from './state/unfinished-restore.js';
import { openRound } from './seen.js';
import type { Settings } from './settings.js';
import { createJournalWriter } from './state/journal-writer.js';
import { refuseNewerState } from './state/refuse-newer-state.js';
import { isDamaged } from './state/read-state-file.js';
import { readStageConfig } from './state/stage-config.js';
import { takeStageLock, type StageLock } from './state/stage-lock.js';

/** Runs the steps of a stage with everything around them that leaves traces: log, lock, journal. */
export async function runOnMachine(
  run: StageRun,
  settings: Settings,
  places: Places,
): Promise<StageReport> {
  const { call, masker, reporter } = run;
  const { stage, common, argv, program, io, planned } = call;
  const { dryRun } = common;
  const log = createStageLog({
    file: places.logFile,
    folder: places.logDir,
    ...settings.log,
    stage: stage.name,
    dryRun,
    masker,
    now: () => new Date(),
    onLine: (level, line) => reporter.line(level, line),
  });
  const journal = createJournalWriter({
    places,
    stage: stage.name,
    enabled: !dryRun,
    onProblem: (error) => log.debug(`the journal cannot be written: ${error.message}`),
  });
  const defect = defectRecorder(log, (text) => io.stderr.write(`${masker.text(text)}\n`));
  log.record(`begins: ${[program, ...argv].join(' ')}${dryRun ? ' (dry run)' : ''}`);

  let lock: StageLock | undefined;
  let running: RunningContext | undefined;
  let parts: Pick<ReportParts, 'steps' | 'error'>;
  try {
    if (stage.changes && !dryRun) {
      const progress = (text: string, until?: Date): void => reporter.progress(text, until);
      lock = await takeStageLock({
        file: places.lockFile,
        stage: stage.name,
        waitMs: common.waitMs ?? settings.timeouts.lock,
        signal: io.interruption.signal,
        now: () => new Date(),
        progress,
      });
      // What stages left that were killed while they wrote: nobody else writes there as long as the
      // lock is ours.
      await removeFiles([
        ...(await leftoversIn(places.stateDir, () => true)),
        ...(await leftoversOf(places.cdfFile)),
      ]);
    }
    if (!dryRun) refuseUnfinishedRestore(stage, places);
    await journal.started();
    const recorded = await readStageConfig(places, planned).catch((error: unknown) =>
      unlessMadeAgain(stage, error, (text) => log.warn(text)),
    );
    await refuseNewerState(stage, places, recorded);
    running = createContext(run, {
      settings,
      places,
      log,
      recorded,
      planned,
    });
    if (lock !== undefined) await removeDeadLocks(running.context);
    const steps = await stage.steps(running.context);
    const look = openRound();
    parts = {
      steps: await runSteps(steps, createRunnerContext({ run, log, running, defect }), look),
    };
    if (planned !== undefined) await askSteps(steps, look, planned);
  } catch (error) {
    if (codedError(error) === undefined && io.interruption.name() === undefined) defect(error);
    parts = { steps: [], error };
  }
  const stray = io.interruption.failure();
  if (stray !== undefined) defect(stray);
  await running?.close().catch(defect);

  const file = log.file();
  const report = run.finish({ ...parts, ...(file === undefined ? {} : { log: file }) });
  log.record(`ends: ${report.outcome}, exit ${report.exitCode}`);
  await journal.ended(report);
  await lock?.release();
  log.close();
  return report;
}

/** A record that is damaged is no reason to stop for a stage that writes it again. */
function unlessMadeAgain(
  { runsDespite = [] }: Pick<StageDefinition, 'runsDespite'>,
  error: unknown,
  warn: (text: string) => void,
): undefined {
  if (!runsDespite.includes('damaged-record') || !isDamaged(error)) throw error;
  warn(`what config recorded earlier is not used: ${(error as Error).message}`);
}

/**
 * A run that finds nothing to write in a store takes no lock, and so leaves that of a killed one:
 * it goes here.
 */
async function removeDeadLocks({
  configUrl,
  kvUrl,
}: Pick<StageContext, 'configUrl' | 'kvUrl'>): Promise<void> {
  const urls = [configUrl, kvUrl].filter((url) => url !== undefined);
  if (urls.length === 0) return;
  for (const url of urls) await removeDeadLock(url);
}

/**
 * Writes the stack of an exception that nobody meant to throw to the log; only without one to the
 * terminal.
 */
function defectRecorder(
  log: OpenStageLog,
  print: (text: string) => void,
): (error: unknown) => void {
  return (error) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.record(text);
    if (log.file() === undefined) print(text);
  };
}
