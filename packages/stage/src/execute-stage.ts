import { isHareError } from '@hare/confstore/error';
import { createContext } from './create-context.js';
import type { StageDefinition } from './define-stage.js';
import { createStageLog, type OpenStageLog } from './log/create-stage-log.js';
import { durationOption } from './options/duration.js';
import type { ParsedGroups } from './options/parse-options.js';
import type { StageIo } from './process-io.js';
import { buildReport, type ReportParts } from './report/build-report.js';
import { createColors } from './report/colors.js';
import { createMasker, type Masker } from './report/masker.js';
import type { Reporter } from './report/reporter.js';
import type { StageReport } from './report/stage-report.js';
import { createTextReporter } from './report/text-reporter.js';
import { resolvePlaces } from './resolve-places.js';
import { runSteps } from './runner/run-steps.js';
import type { RunnerContext } from './runner/runner-context.js';
import { skipReason } from './skip-reason.js';
import { loadSettings, type LoadedSettings } from './settings/load-settings.js';
import { createJournalWriter } from './state/journal-writer.js';
import { readStageConfig } from './state/stage-config.js';
import { takeStageLock, type StageLock } from './state/stage-lock.js';

export interface StageCall {
  readonly stage: StageDefinition;
  readonly parsed: ParsedGroups;
  readonly argv: readonly string[];
  /** What a person types: `hare_setup config`. */
  readonly program: string;
  readonly io: StageIo;
}

/** Runs a stage whose command line is read already: settings, log, lock, steps, report, journal. Answers the report; never throws. */
export async function executeStage(call: StageCall): Promise<StageReport> {
  const { stage, parsed, argv, program, io } = call;
  const common = parsed.common as Readonly<Record<string, string | boolean | undefined>>;
  const text = (name: string): string | undefined => (typeof common[name] === 'string' ? common[name] : undefined);
  const dryRun = common['dryRun'] === true;
  const asJson = common['json'] === true;
  const root = text('root') ?? '';
  const started = new Date();
  const begin = performance.now();

  const out = asJson ? io.stderr : io.stdout;
  const reporter = createTextReporter({ stdout: out, stderr: io.stderr, colors: createColors(out, io.env, common['noColor'] === true), program, quiet: common['quiet'] === true, verbose: common['verbose'] === true, now: () => Date.now() });
  let masker = newMasker(call, []);

  const finish = (parts: Omit<ReportParts, 'stage' | 'dryRun' | 'started' | 'durationMs' | 'program' | 'argv' | 'interruptedBy'>): StageReport => {
    const report = buildReport({ ...parts, stage: stage.name, dryRun, started, durationMs: Math.round(performance.now() - begin), program, argv, interruptedBy: io.interruption.name() }, masker);
    reporter.end(report);
    if (asJson) io.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    return report;
  };

  let loaded: LoadedSettings;
  let waitMs: number;
  try {
    if (text('timeout') !== undefined) durationOption('--timeout', text('timeout') ?? '');
    loaded = await loadSettings({ env: io.env, file: text('settings'), root, asRoot: io.uid === 0 });
    waitMs = text('wait') === undefined ? loaded.settings.timeouts.lock : durationOption('--wait', text('wait') ?? '');
  } catch (error) {
    return finish({ steps: [], error });
  }
  masker = newMasker(call, loaded.settings.secrets.extra);
  masker.learnFrom(loaded.settings);
  const places = resolvePlaces(loaded, root);
  const log = createStageLog({ file: places.logFile, folder: places.logDir, ...loaded.settings.log, stage: stage.name, dryRun, masker, now: () => new Date(), onLine: (level, line) => reporter.line(level, line) });
  const skipped = skipReason(text('services'));
  if (skipped !== undefined) {
    log.record(`skipped: ${skipped}`);
    log.close();
    return finish({ steps: [], skipped });
  }

  log.record(`begins: ${[program, ...argv].join(' ')}${dryRun ? ' (dry run)' : ''}`);
  const journal = createJournalWriter({ places, stage: stage.name, enabled: !dryRun, onProblem: (error) => log.debug(`the journal cannot be written: ${error.message}`) });
  let lock: StageLock | undefined;
  let close = async (): Promise<void> => undefined;
  let parts: Pick<ReportParts, 'steps' | 'error'>;
  try {
    if (stage.changes && !dryRun) lock = await takeStageLock({ file: places.lockFile, stage: stage.name, waitMs, signal: io.interruption.signal, now: () => new Date(), progress: (line, until) => reporter.progress(line, until) });
    await journal.started();
    const recorded = await readStageConfig(places);
    masker.learnFrom([recorded?.url, recorded?.kv]);
    const running = createContext({ stage: stage.name, parsed, settings: loaded.settings, places, root, recorded, env: io.env, interruption: io.interruption, log, masker, progress: (line, until) => reporter.progress(line, until) });
    close = () => running.close();
    const steps = await stage.steps(running.context);
    parts = { steps: await runSteps(steps, runnerContext(call, dryRun, reporter, log, masker, (work) => running.uninterrupted(work))) };
  } catch (error) {
    if (!isHareError(error) && io.interruption.name() === undefined) log.record(stackOf(error));
    parts = { steps: [], error };
  }
  await close().catch((error: unknown) => log.debug(`closing the ConfStore: ${stackOf(error)}`));
  const logFile = log.file();
  const report = finish({ ...parts, ...(logFile === undefined ? {} : { log: logFile }) });
  log.record(`ends: ${report.outcome}, exit ${report.exitCode}`);
  await journal.ended(report);
  await lock?.release();
  log.close();
  return report;
}

/** A masker that knows the secrets of the call itself. */
function newMasker({ io, argv }: StageCall, extra: readonly string[]): Masker {
  const masker = createMasker(extra);
  masker.learnFrom(io.env);
  masker.learnFrom([...argv]);
  return masker;
}

function runnerContext({ io }: StageCall, dryRun: boolean, reporter: Reporter, log: OpenStageLog, masker: Masker, uninterrupted: <T>(work: () => Promise<T>) => Promise<T>): RunnerContext {
  return {
    dryRun,
    interrupted: () => io.interruption.name(),
    now: () => performance.now(),
    checking: (step) => reporter.checking(step),
    stepStarted: (step) => {
      log.record(`step ${step.id}: ${step.title}`);
      reporter.stepStarted(step);
    },
    stepEnded: (step) => {
      const masked = masker.data(step);
      log.record(`step ${step.id}: ${step.outcome} after ${step.durationMs} ms${step.reason === undefined ? '' : `: ${step.reason}`}${step.diff === undefined ? '' : `\n${step.diff}`}`);
      reporter.stepEnded(masked);
    },
    defect: (error) => log.record(stackOf(error)),
    during: (step, work) => (step.always === true && io.interruption.name() !== undefined ? uninterrupted(work) : work()),
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
