import { HareError } from '@hare/base';
import type { Fails } from '@hare/stage';
import type { TimeSummary } from './summarize-times.js';

/**
 * A failure when the 95th percentile is above a limit that was set; without a limit nothing is too
 * slow.
 */
export function overLimit(
  limits: readonly {
    readonly what: string;
    readonly times: TimeSummary;
    readonly maxMs: number | undefined;
    readonly setting: string;
  }[],
): Fails | undefined {
  const findings = limits.flatMap(({ what, times, maxMs, setting }) =>
    maxMs === undefined || times.p95Ms <= maxMs
      ? []
      : [`${what}: 95 % took up to ${times.p95Ms} ms, more than hare>test>${setting} = ${maxMs}`],
  );
  return findings.length === 0
    ? undefined
    : {
        ok: false,
        error: new HareError(
          'TOO_SLOW',
          `${findings.length} ${findings.length === 1 ? 'limit is' : 'limits are'} exceeded`,
        ),
        findings,
      };
}
