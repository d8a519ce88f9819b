import {
  askYesOrNo,
  type EntryLog,
  type LogLevel,
  type Masker,
  openEntryLog,
} from '@hare/cli/output';
import type { Places } from '../places.js';
import type { Invocation } from '../execute-stage.js';
import type { Settings } from '../settings.js';
import type { StageLog } from '../stage-context.js';
import { buildReport, maskReport, maskStep, type ReportParts } from './build-report.js';
import type { Reporter } from './reporter.js';
import type { StageReport } from './stage-report.js';

/**
 * All output of a run: for people, for programs, for the log. It receives texts unmasked; secrets
 * are removed here and nowhere else.
 */
export interface RunOutput extends Pick<
  Reporter,
  'checking' | 'stepStarted' | 'stepEnded' | 'progress'
> {
  readonly masker: Masker;
  readonly log: StageLog;
  /** From here on what is said is written to the stage's log, too. */
  openLog(places: Places, limits: Settings['log']): void;
  closeLog(): void;
  /** A line for the log alone. */
  record(text: string): void;
  /** Asks at the terminal; undefined without one. */
  readonly ask: ((question: string, about: readonly string[]) => Promise<boolean>) | undefined;
  /** An unexpected exception: its stack is for the log, or else for stderr. */
  defect(error: unknown): void;
  /** Makes the report of the run and shows it. */
  end(parts: Pick<ReportParts, 'steps' | 'error' | 'skipped'>): StageReport;
}

/** The output of a run that begins now. */
export function createRunOutput(
  call: Pick<Invocation, 'stage' | 'common' | 'argv' | 'program' | 'io'>,
  masker: Masker,
  reporter: Reporter,
): RunOutput {
  const { stage, common, argv, program, io } = call;
  const started = new Date();
  const { ask } = io;
  const begin = performance.now();
  let log: EntryLog | undefined;
  let said = '';
  const line =
    (level: LogLevel) =>
    (text: string): void => {
      const masked = masker.text(text);
      log?.append(level, masked);
      reporter.line(level, masked);
    };
  const record = (text: string): void => log?.append('info', masker.text(text));
  return {
    masker,
    log: { debug: line('debug'), info: line('info'), warn: line('warn') },
    openLog: (places, limits) => {
      log = openEntryLog({
        file: places.logFile,
        folder: places.logDir,
        ...limits,
        writer: stage.name,
        dryRun: common.dryRun,
        now: () => new Date(),
        onProblem: (text) => reporter.line('warn', masker.text(text)),
      });
    },
    closeLog: () => log?.close(),
    record,
    checking: (step) => reporter.checking(step),
    stepStarted: (step) => {
      record(`step ${step.id} begins: ${step.title}`);
      reporter.stepStarted(step);
    },
    stepEnded: (step) => {
      const masked = maskStep(step, masker);
      const { id, outcome, durationMs, reason, findings = [], diff } = masked;
      const details = [reason, ...findings, diff].filter((text) => text !== undefined);
      log?.append('info', [`step ${id}: ${outcome} after ${durationMs} ms`, ...details].join('\n'));
      reporter.stepEnded(masked);
    },
    progress: (text, until) => {
      // Callers may repeat themselves while they wait; the log wants it once.
      if (text !== said)
        record(until === undefined ? text : `${text}, until ${until.toISOString()}`);
      said = text;
      reporter.progress(masker.text(text), until);
    },
    ask:
      ask &&
      (async (question, about) => {
        const isAgreed = await askYesOrNo(ask, question, about, (text) =>
          reporter.question(masker.text(text)),
        );
        record(`asked: ${question} ${isAgreed ? 'agreed' : 'not agreed'}`);
        return isAgreed;
      }),
    defect: (error) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      record(text);
      if (log?.file() === undefined) reporter.defect(masker.text(text));
    },
    end: (parts) => {
      const failure = io.interruption.failure();
      const file = log?.file();
      const report = buildReport({
        stage: stage.name,
        dryRun: common.dryRun,
        started,
        durationMs: Math.round(performance.now() - begin),
        program,
        argv,
        interruptedBy: io.interruption.name(),
        ...parts,
        ...(failure === undefined ? {} : { error: failure }),
        ...(file === undefined ? {} : { log: file }),
      });
      const masked = maskReport(report, masker);
      reporter.end(masked);
      return masked;
    },
  };
}
