import { formatError, formatWhere, HareError, type ErrorReport } from '@hare/base';
import { formatDuration } from '@hare/cli';
import { type Colors, shortened } from '@hare/cli/output';
import type { StageReport, StepReport } from './stage-report.js';

type Closing = Pick<StageReport, 'stage' | 'outcome' | 'counts' | 'dryRun' | 'durationMs'>;

/** The last line of every stage: `init: ok=9 changed=2 skipped=1 failed=0 in 14.2 s`. */
export function closingLine(
  { stage, outcome, counts, dryRun, durationMs }: Closing,
  { red }: Pick<Colors, 'red'>,
): string {
  const { ok, changed, wouldChange, deferred, skipped, failed } = counts;
  const lead = outcome === 'unchanged' ? 'nothing to change; ' : '';
  const parts = [
    `ok=${ok}`,
    dryRun ? `would-change=${wouldChange}` : `changed=${changed}`,
    ...(deferred === 0 ? [] : [`deferred=${deferred}`]),
    `skipped=${skipped}`,
    failed === 0 ? 'failed=0' : red(`failed=${failed}`),
  ];
  return (
    `${stage}: ${dryRun ? 'dry run, nothing was changed; ' : lead}${parts.join(' ')} in ` +
    formatDuration(durationMs)
  );
}

/** How much of all failures is quoted without `-v`; the log has all of it. */
const mostLines = 8;

/**
 * What a person needs after a failure or interruption, and the only place that says it: reasons
 * with findings, hint, what was brought back, log, and how to go on; empty after success.
 */
export function failureText(
  report: StageReport,
  program: string,
  { colors, verbose }: { readonly colors: Colors; readonly verbose: boolean },
): string {
  const { outcome, steps, error, interruptedBy } = report;
  if (outcome !== 'failed' && outcome !== 'interrupted') return '';
  const failed = steps.filter((step) => step.outcome === 'failed');
  const most = verbose ? Infinity : Math.max(3, Math.floor(mostLines / failed.length));
  const reasons = failed.map((step) => shortened(reasonLines(step), most));
  const head = colors.red(`${program}:`);
  const hints = [...new Set(failed.flatMap(({ hint }) => hint ?? []))];
  return [
    ...(interruptedBy === undefined ? [] : [`${head} interrupted by ${interruptedBy}`]),
    ...(error === undefined ? [] : [`${head} ${formatError(asError(error))}`]),
    ...(reasons.length > 1 ? [`${head} ${reasons.length} steps failed:`] : []),
    ...reasons.map(([what = '', ...more]) =>
      [`${reasons.length > 1 ? ' ' : head} ${what}`, ...more].join('\n    '),
    ),
    ...hints.map((hint) => `  hint: ${hint.replaceAll('\n', '\n    ')}`),
    ...steps.filter(isBroughtBack).map(({ title, note = '' }) => `  state: ${title}: ${note}`),
    ...(report.log === undefined ? [] : [`  log: ${report.log}`]),
    ...(report.next === undefined ? [] : [`  next: ${report.next}`]),
  ].join('\n');
}

/** What failed, where and why, in its first line; then what else its check or program said. */
function reasonLines({
  title,
  where,
  reason = '',
  code,
  findings = [],
  diff,
}: StepReport): readonly string[] {
  const place = where === undefined ? '' : formatWhere(where);
  const named = code === undefined ? '' : ` [${code}]`;
  const [what = '', ...more] = `${place === '' ? '' : `${place}: `}${reason}`.split('\n');
  return [
    `${title}: ${what}${named}`,
    ...more,
    ...findings.flatMap((finding) => `- ${finding}`.split('\n')),
    // The same, mostly, in other words.
    ...(diff === undefined || findings.length > 0 ? [] : diff.trimEnd().split('\n')),
  ];
}

/** A step that brought back what this run had changed for its time: how things are now. */
function isBroughtBack({ temporary, outcome, note }: StageReport['steps'][number]): boolean {
  return (
    temporary === true && note !== undefined && (outcome === 'changed' || outcome === 'unchanged')
  );
}

function asError({ code, what, where, hint, problems }: ErrorReport): HareError {
  return new HareError(code, what, { where, hint, problems: problems?.map(asError) });
}
