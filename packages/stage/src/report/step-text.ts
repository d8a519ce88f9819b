import { escapeText } from '@hare/base';
import { formatDuration } from '@hare/cli';
import { type Colors, paintDiffLine, shortened } from '@hare/cli/output';
import { lastingOutcome } from './build-report.js';
import type { StepOutcome, StepReport } from './stage-report.js';

const shown: Readonly<
  Record<StepOutcome, readonly [word: string, color: 'green' | 'yellow' | 'cyan' | 'red']>
> = {
  unchanged: ['ok', 'green'],
  changed: ['changed', 'yellow'],
  'would-change': ['would change', 'yellow'],
  deferred: ['deferred', 'cyan'],
  failed: ['FAILED', 'red'],
  skipped: ['skipped', 'cyan'],
};
const width = Math.max(...Object.values(shown).map(([word]) => word.length));

/** How much of a change is shown without `-v`; the log has all of it. */
const mostLines = 20;

/**
 * A step as lines of text: outcome, title, elapsed; below it reason, changes, figures, warnings,
 * hint. What changed is shown by meaning where it is known, else as a diff, cut when it is long;
 * with `verbose` always as the whole diff. Why a step failed is said once, at the end of the stage.
 */
export function stepText(step: StepReport, colors: Colors, verbose = false): string {
  const { outcome, title, note, reason, figures = {}, warnings = [], hint } = step;
  const isFailed = outcome === 'failed';
  const lasting = lastingOutcome(step);
  // A change that the stage reverts itself is reported as such.
  const word = lasting === outcome ? shown[outcome][0] : 'temporary';
  const head =
    `${colors[shown[lasting][1]](word.padEnd(width))}  ${title}` +
    `${note === undefined ? '' : ` (${escapeText(note, 'line')})`}  ` +
    colors.dim(formatDuration(step.durationMs));
  return [
    head,
    ...(reason === undefined || isFailed ? [] : indent(reason)),
    ...(isFailed
      ? []
      : changesOf(step, verbose).flatMap((line) => indent(paintDiffLine(line, colors)))),
    ...Object.entries(figures).flatMap(([name, value]) => indent(`${name}: ${value}`)),
    ...warnings.flatMap((warning) => indent(`${colors.yellow('warning:')} ${warning}`)),
    ...(hint === undefined || outcome !== 'would-change' ? [] : indent(`hint: ${hint}`)),
  ].join('\n');
}

/** A dry run shows everything, so that nothing is agreed to unseen. */
function changesOf({ changes, diff, outcome }: StepReport, verbose: boolean): readonly string[] {
  if (changes !== undefined && !verbose) return changes;
  const lines = diff === undefined ? [] : diff.trimEnd().split('\n');
  return verbose || outcome === 'would-change' ? lines : shortened(lines, mostLines);
}

function indent(text: string): readonly string[] {
  return text.split('\n').map((line) => `${' '.repeat(width)}  ${line}`.trimEnd());
}
