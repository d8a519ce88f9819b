import { type Output, type Colors, createStatusLine } from '@hare/cli/output';
import { escapeData, escapeText } from '@hare/base';
import { closingLine, failureText } from './closing-text.js';
import type { Reporter } from './reporter.js';
import { stepText } from './step-text.js';

export interface TextReporterOptions {
  /** Steps and the closing line. */
  readonly stdout: Output;
  /** Warnings, and what a failure needs. */
  readonly stderr: Output;
  readonly colors: Colors;
  readonly program: string;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly now: () => number;
}

/**
 * Shows a run as plain lines, one block per step; on a terminal also what is going on at the
 * moment. What it is given is escaped before it is coloured.
 */
export function createTextReporter({
  stdout,
  stderr,
  colors,
  program,
  quiet,
  verbose,
  now,
}: TextReporterOptions): Reporter {
  const status = createStatusLine(quiet ? { write: () => undefined } : stdout, now);
  const print = (output: Output, text: string): void => {
    status.clear();
    output.write(`${text}\n`);
  };
  return {
    checking: (step) => status.show(`checking: ${step.title}`),
    stepStarted: (step) => status.show(step.title),
    progress: (text, until) => status.show(escapeText(text, 'line'), until),
    stepEnded: (step) => {
      if (!quiet || step.outcome === 'failed' || (step.warnings ?? []).length > 0)
        print(stdout, stepText(escapeData(step), colors, verbose));
    },
    line: (level, raw) => {
      const text = escapeText(raw).replaceAll('\n', '\n    ');
      if (level === 'warn') print(stderr, `${colors.yellow('warning:')} ${text}`);
      else if (verbose) print(stderr, colors.dim(text));
    },
    defect: (text) => print(stderr, text),
    end: (raw) => {
      const report = escapeData(raw);
      status.stop();
      if (report.skipped !== undefined && !quiet) print(stdout, `skipped: ${report.skipped}`);
      else if (report.error === undefined && (!quiet || report.outcome === 'failed'))
        print(
          stdout,
          `${report.dryRun ? 'dry run, nothing was changed: ' : ''}${closingLine(report)}`,
        );
      const failure = failureText(report, program);
      if (failure !== '') print(stderr, failure);
    },
  };
}
