import { escapeText } from '@hare/base';
import type { StageDefinition } from './define-stage.js';
import type { StageIo } from './process-io.js';
import type { CommonValues } from './options/common-values.js';
import { cdfOption } from './options/shared-options.js';
import { commandText, localPath, type ParsedOptions } from '@hare/cli';
import { bothReporters } from './report/both-reporters.js';
import { buildReport, type ReportParts } from './report/build-report.js';
import { createColors } from '@hare/cli/output';
import { createEventReporter } from './report/event-reporter.js';
import { createMasker, type Masker } from '@hare/cli/output';
import type { Reporter } from './report/reporter.js';
import type { StageReport } from './report/stage-report.js';
import { createTextReporter } from './report/text-reporter.js';
import { resolvePlaces } from './resolve-places.js';
import { runOnMachine } from './run-on-machine.js';
import { loadSettings } from './settings/load-settings.js';
import { misspeltVariables } from './settings/misspelt-variables.js';
import { skipReason } from './skip-reason.js';

/** A stage and a command line that is read already. */
export interface StageCall {
  readonly stage: StageDefinition;
  readonly options: ParsedOptions;
  readonly common: CommonValues;
  readonly argv: readonly string[];
  /** What a person types: `hare_setup config`. */
  readonly program: string;
  readonly io: StageIo;
  /**
   * In a dry run of several stages: what those before would have written; this one's files are
   * added.
   */
  readonly planned?: Map<string, string> | undefined;
}

/** How a run shows itself and ends. */
export interface StageRun {
  readonly call: StageCall;
  readonly masker: Masker;
  readonly reporter: Reporter;
  /** Makes the report, and shows it. */
  finish(parts: Pick<ReportParts, 'steps' | 'error' | 'skipped' | 'log'>): StageReport;
}

/** Runs a stage: settings, log, lock, steps, report, journal. What goes wrong is in the report. */
export async function executeStage(call: StageCall): Promise<StageReport> {
  const { common, io } = call;
  const run = beginRun(call);
  try {
    const loaded = await loadSettings({
      env: io.env,
      file: common.settings,
      root: common.root,
      asRoot: io.uid === 0,
    });
    run.masker.addNames(loaded.settings.secrets.extra);
    run.masker.learnFrom([loaded.settings.kv]);
    for (const warning of misspeltVariables(io.env)) run.reporter.line('warn', warning);
    const skipped = skipReason(common.services);
    return skipped === undefined
      ? await runOnMachine(run, loaded.settings, {
          ...resolvePlaces(loaded, common.root),
          namedCdf: namedCdf(call.options),
        })
      : run.finish({ steps: [], skipped });
  } catch (error) {
    return run.finish({ steps: [], error });
  }
}

function namedCdf({ cdf }: ParsedOptions): string | undefined {
  return typeof cdf === 'string' ? localPath(cdf, cdfOption.flag) : undefined;
}

function beginRun(call: StageCall): StageRun {
  const { stage, common, argv, program, io } = call;
  const started = new Date();
  const begin = performance.now();
  const masker = createMasker();
  masker.learnFrom(io.env);
  masker.learnFrom(argv);
  const isText = common.format === 'text';
  const stdout = isText ? io.stdout : io.stderr;
  const colors = createColors(stdout, io.env, common.noColor);
  const people = createTextReporter({
    stdout,
    stderr: io.stderr,
    colors,
    program,
    quiet: common.quiet,
    verbose: common.verbose,
    now: () => Date.now(),
  });
  const events = (): Reporter =>
    createEventReporter({
      stdout: io.stdout,
      stage: stage.name,
      command: masker.text(commandText(program, argv)),
      dryRun: common.dryRun,
      verbose: common.verbose,
      now: () => new Date(),
    });
  const reporter = common.format === 'jsonl' ? bothReporters(events(), people) : people;
  return {
    call,
    masker,
    reporter,
    finish: (parts) => {
      const failure = io.interruption.failure();
      const durationMs = Math.round(performance.now() - begin);
      const about = {
        stage: stage.name,
        dryRun: common.dryRun,
        started,
        durationMs,
        program,
        argv,
        interruptedBy: io.interruption.name(),
      };
      const report = buildReport(
        { ...about, ...parts, ...(failure === undefined ? {} : { error: failure }) },
        masker,
      );
      reporter.end(report);
      if (common.format === 'json')
        io.stdout.write(`${escapeText(JSON.stringify(report, undefined, 2))}\n`);
      return report;
    },
  };
}
