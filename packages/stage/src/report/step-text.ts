import { escapeText, formatWhere } from '@hare/base';
import { formatDuration } from '@hare/cli';
import type { Colors } from '@hare/cli/output';
import { lastingOutcome } from './build-report.js';
import type { StepOutcome, StepReport } from './stage-report.js';

const words: Readonly<Record<StepOutcome, string>> = {
  unchanged: 'ok',
  changed: 'changed',
  'would-change': 'would change',
  deferred: 'deferred',
  failed: 'FAILED',
  skipped: 'skipped',
};
const width = Math.max(...Object.values(words).map((word) => word.length));

/**
 * How much of what was changed is shown where nobody asked for more; the log has all of it, and so
 * has a dry run.
 */
const mostDiffLines = 40;

/**
 * A step as lines of text: outcome, title, elapsed; below it reason, place, findings, diff,
 * figures, warnings, hint. A long diff of what was changed is cut, unless `verbose`.
 */
export function stepText(step: StepReport, colors: Colors, verbose = false): string {
  const note = step.note === undefined ? '' : ` (${escapeText(step.note, 'line')})`;
  const head =
    `${paint(lastingOutcome(step), colors)(wordOf(step).padEnd(width))}  ${step.title}${note}  ` +
    colors.dim(formatDuration(step.durationMs));
  const place = step.where === undefined ? '' : formatWhere(step.where);
  const code = step.code === undefined ? '' : ` [${step.code}]`;
  return [
    head,
    ...(step.reason === undefined
      ? []
      : indent(`${place === '' ? '' : `${place}: `}${step.reason}${code}`)),
    ...(step.findings ?? []).flatMap((finding) => indent(`- ${finding}`)),
    ...(step.diff === undefined
      ? []
      : indent(
          diffText(
            step.diff,
            colors,
            verbose || step.outcome === 'would-change' ? Infinity : mostDiffLines,
          ),
        )),
    ...Object.entries(step.figures ?? {}).flatMap(([name, value]) => indent(`${name}: ${value}`)),
    ...(step.warnings ?? []).flatMap((warning) =>
      indent(`${colors.yellow('warning:')} ${warning}`),
    ),
    ...(step.hint === undefined || (step.outcome !== 'failed' && step.outcome !== 'would-change')
      ? []
      : indent(`hint: ${step.hint}`)),
  ].join('\n');
}

/** A change that the stage brings back itself. */
function wordOf(step: StepReport): string {
  return lastingOutcome(step) === step.outcome ? words[step.outcome] : 'temporary';
}

function paint(outcome: StepOutcome, colors: Colors): (text: string) => string {
  switch (outcome) {
    case 'unchanged':
      return colors.green;
    case 'changed':
    case 'would-change':
      return colors.yellow;
    case 'failed':
      return colors.red;
    case 'deferred':
    case 'skipped':
      return colors.cyan;
  }
}

function diffText(diff: string, colors: Colors, most: number): string {
  const all = diff.trimEnd().split('\n');
  const shown = all.length <= most ? all : all.slice(0, most / 2);
  const lines = shown.map((line) =>
    line.startsWith('+') ? colors.green(line) : line.startsWith('-') ? colors.red(line) : line,
  );
  return [
    ...lines,
    ...(shown === all
      ? []
      : [`… ${all.length - shown.length} more lines (all with -v and in the log)`]),
  ].join('\n');
}

function indent(text: string): readonly string[] {
  return text.split('\n').map((line) => `${' '.repeat(width)}  ${line}`.trimEnd());
}
