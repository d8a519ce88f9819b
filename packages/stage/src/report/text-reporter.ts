import { type Output, type Colors, createStatusLine, fitted } from '@hare/cli/output';
import { escapeData, escapeText } from '@hare/base';
import { closingLine, failureText } from './closing-text.js';
import type { Reporter } from './reporter.js';
import type { StepReport } from './stage-report.js';
import { stepText } from './step-text.js';

export interface TextReporterOptions {
  /** Steps and the closing line. */
  readonly stdout: Output;
  /** Warnings, and what a failure needs. */
  readonly stderr: Output;
  /** Those of stdout, which may be another terminal, or none, than stderr. */
  readonly colors: Colors;
  readonly errorColors: Colors;
  readonly program: string;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly now: () => number;
}

/**
 * Shows a run as plain lines: what changed, warnings, measured figures and a closing line on
 * stdout, what failed on stderr, once; every step with `verbose`. On a terminal also what is going
 * on at the moment. What it is given is escaped before it is coloured.
 */
export function createTextReporter(options: TextReporterOptions): Reporter {
  const { stdout, stderr, colors, errorColors, program, quiet, verbose, now } = options;
  const status = createStatusLine(quiet ? { write: () => undefined } : stdout, now);
  const print = (output: Output, text: string): void => {
    status.clear();
    output.write(`${fitted(text, output)}\n`);
  };
  let hasChanges = false;
  /** What is left for later matters to whoever sees that something was done. */
  const isWorthShowing = ({ outcome, temporary, figures }: StepReport): boolean =>
    figures !== undefined ||
    (temporary !== true && (outcome === 'changed' || outcome === 'would-change')) ||
    (hasChanges && outcome === 'deferred');
  return {
    checking: (step) => status.show(`checking: ${step.title}`),
    stepStarted: (step) => status.show(step.title),
    progress: (text, until) => status.show(escapeText(text, 'line'), until),
    stepEnded: (raw) => {
      const step = escapeData(raw);
      hasChanges ||= isWorthShowing(step);
      if (!quiet && (verbose || isWorthShowing(step)))
        return print(stdout, stepText(step, colors, verbose));
      for (const warning of step.warnings ?? [])
        print(stdout, `${colors.yellow('warning:')} ${warning.replaceAll('\n', '\n    ')}`);
    },
    line: (level, raw) => {
      const text = escapeText(raw).replaceAll('\n', '\n    ');
      if (level === 'warn') print(stderr, `${errorColors.yellow('warning:')} ${text}`);
      else if (verbose) print(stderr, errorColors.dim(text));
    },
    question: (text) => {
      status.clear();
      stderr.write(escapeText(text));
    },
    defect: (text) => print(stderr, text),
    end: (raw) => {
      const report = escapeData(raw);
      status.stop();
      if (report.skipped !== undefined && !quiet)
        print(stdout, `${report.stage}: skipped: ${report.skipped}`);
      else if (report.error === undefined && !quiet) print(stdout, closingLine(report, colors));
      const failure = failureText(report, program, { colors: errorColors, verbose });
      if (failure !== '') print(stderr, failure);
    },
  };
}
