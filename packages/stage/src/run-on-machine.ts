import { codedError, leftoversIn, leftoversOf, removeDeadLock, removeFiles } from '@hare/base';
import type { StageDefinition } from './define-stage.js';
import type { Invocation } from './execute-stage.js';
import { askSteps } from './forecast/ask-steps.js';
import { type OpenRun, openRun, type Setup } from './open-run.js';
import type { ReportParts } from './report/build-report.js';
import type { RunOutput } from './report/run-output.js';
import type { StageReport } from './report/stage-report.js';
import { runSteps } from './runner/run-steps.js';
import { openRound } from './seen.js';
import { createJournalWriter } from './state/journal-writer.js';
import { isDamaged } from './state/read-state-file.js';
import { refuseNewerState, refuseUnfinishedRestore } from './state/refused-states.js';
import { readStageConfig } from './state/stage-config.js';
import { type StageLock, takeStageLock } from './state/stage-lock.js';

/** Runs the steps of a stage with everything around them that leaves traces: log, lock, journal. */
export async function runOnMachine(
  invocation: Invocation,
  output: RunOutput,
  { settings, places }: Omit<Setup, 'recorded'>,
): Promise<StageReport> {
  const { stage, common, argv, program, io, planned } = invocation;
  const { dryRun } = common;
  output.openLog(places, settings.log);
  const journal = createJournalWriter({
    places,
    stage: stage.name,
    enabled: !dryRun,
    onProblem: (error) => output.log.debug(`the journal could not be written: ${error.message}`),
  });
  output.record(`begins: ${[program, ...argv].join(' ')}${dryRun ? ' (dry run)' : ''}`);

  let lock: StageLock | undefined;
  let run: OpenRun | undefined;
  let parts: Pick<ReportParts, 'steps' | 'error'>;
  try {
    if (stage.changes && !dryRun) {
      lock = await takeStageLock({
        file: places.lockFile,
        stage: stage.name,
        waitMs: common.waitMs ?? settings.timeouts.lock,
        signal: io.interruption.signal,
        now: () => new Date(),
        progress: (text, until) => output.progress(text, until),
      });
      // Leftovers of stages killed while writing: no other process writes there while the lock is
      // ours.
      await removeFiles([
        ...(await leftoversIn(places.stateDir, () => true)),
        ...(await leftoversOf(places.cdfFile)),
      ]);
    }
    if (!dryRun) refuseUnfinishedRestore(stage, places);
    await journal.started();
    const recorded = await readStageConfig(places, planned).catch((error: unknown) =>
      unlessMadeAgain(stage, error, (text) => output.log.warn(text)),
    );
    await refuseNewerState(stage, places, recorded);
    run = openRun(invocation, output, { settings, places, recorded });
    // A run that finds nothing to write in a store takes no lock there, and so leaves that of a
    // killed one.
    const { configUrl, kvUrl } = run.context;
    if (lock !== undefined)
      for (const url of [configUrl, kvUrl]) if (url !== undefined) await removeDeadLock(url);
    const steps = await stage.steps(run.context);
    const look = openRound();
    const reports = await runSteps(steps, run.runner, look);
    parts = { steps: reports };
    const hasFailed = reports.some(({ outcome }) => outcome === 'failed' || outcome === 'skipped');
    for (const work of dryRun || planned !== undefined || hasFailed ? [] : run.done)
      await work(look.again()).catch((error: unknown) =>
        output.log.debug(`nothing is kept for the next run: ${String(error)}`),
      );
    if (planned !== undefined) await askSteps(steps, look, planned);
  } catch (error) {
    if (codedError(error) === undefined && io.interruption.name() === undefined)
      output.defect(error);
    parts = { steps: [], error };
  }
  const stray = io.interruption.failure();
  if (stray !== undefined) output.defect(stray);
  await run?.close().catch((error: unknown) => output.defect(error));

  const report = output.end(parts);
  output.record(`ends: ${report.outcome}, exit ${report.exitCode}`);
  await journal.ended(report);
  await lock?.release();
  output.closeLog();
  return report;
}

/** A damaged record does not stop a stage that writes it again. */
function unlessMadeAgain(
  { runsDespite = [] }: Pick<StageDefinition, 'runsDespite'>,
  error: unknown,
  warn: (text: string) => void,
): undefined {
  if (!runsDespite.includes('damaged-record') || !isDamaged(error)) throw error;
  warn(`the record of config is ignored: ${(error as Error).message}`);
}
