import { formatError, formatWhere, HareError, type ErrorReport } from '@hare/base';
import { formatDuration } from '@hare/cli';
import type { StageReport } from './stage-report.js';

/** The last line of every stage: `ok=9 changed=2 skipped=1 failed=0 in 14.2 s`. */
export function closingLine({
  counts,
  dryRun,
  durationMs,
}: Pick<StageReport, 'counts' | 'dryRun' | 'durationMs'>): string {
  const { ok, changed, wouldChange, deferred, skipped, failed } = counts;
  const parts = [
    `ok=${ok}`,
    dryRun ? `would-change=${wouldChange}` : `changed=${changed}`,
    ...(deferred === 0 ? [] : [`deferred=${deferred}`]),
    `skipped=${skipped}`,
    `failed=${failed}`,
  ];
  return `${parts.join(' ')} in ${formatDuration(durationMs)}`;
}

/**
 * What a person needs after a failure or interruption: reasons, hint, what was brought back, log,
 * and how to go on; empty after success.
 */
export function failureText(report: StageReport, program: string): string {
  const { outcome, steps, error, interruptedBy } = report;
  if (outcome !== 'failed' && outcome !== 'interrupted') return '';
  const failed = steps.filter((step) => step.outcome === 'failed');
  const reasons = failed.map(({ reason = '', code, where, title }) => {
    const place = where === undefined ? '' : formatWhere(where);
    return `${title}: ${place === '' ? '' : `${place}: `}${reason.replaceAll('\n', '\n    ')}${code === undefined ? '' : ` [${code}]`}`;
  });
  const [only] = reasons;
  const hints = [...new Set(failed.flatMap(({ hint }) => hint ?? []))];
  return [
    ...(interruptedBy === undefined ? [] : [`${program}: interrupted by ${interruptedBy}`]),
    ...(error === undefined ? [] : [`${program}: ${formatError(asError(error))}`]),
    ...(reasons.length === 1 && only !== undefined
      ? [`${program}: ${only}`]
      : reasons.length > 1
        ? [`${program}: ${reasons.length} steps failed:`, ...reasons.map((reason) => `  ${reason}`)]
        : []),
    ...hints.map((hint) => `  hint: ${hint.replaceAll('\n', '\n    ')}`),
    ...steps.filter(isBroughtBack).map(({ title, note = '' }) => `  state: ${title}: ${note}`),
    ...(report.log === undefined ? [] : [`  log: ${report.log}`]),
    ...(report.next === undefined ? [] : [`  next: ${report.next}`]),
  ].join('\n');
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
