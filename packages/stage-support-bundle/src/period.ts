import { parseDuration } from '@hare/cli';
import { HareError } from '@hare/base';

/** A span of time, ms since 1970; an open side has no bound. */
export interface Period {
  readonly startMs: number;
  readonly endMs: number;
}

export const allTime: Period = {
  startMs: Number.NEGATIVE_INFINITY,
  endMs: Number.POSITIVE_INFINITY,
};

/**
 * Reads `P5D` (until now), `START/P5D`, `P5D/END` and `START/END`; times as ISO 8601, without zone
 * in this machine's.
 * @throws HareError `USAGE`
 */
export function parsePeriod(text: string, now: Date): Period {
  const [first = '', second, ...more] = text.split('/');
  const period =
    more.length > 0
      ? undefined
      : second === undefined
        ? before(now.getTime(), span(first))
        : pair(first, second);
  if (period !== undefined && period.startMs < period.endMs) return period;
  throw new HareError('USAGE', `--duration cannot be ${JSON.stringify(text)}`, {
    hint: 'for the last five days use P5D, for two hours from a given time 2026-01-05T08:00:00/PT2H',
    exitCode: 2,
  });
}

function pair(first: string, second: string): Period | undefined {
  const [start, end] = [moment(first), moment(second)];
  if (start !== undefined && end !== undefined) return { startMs: start, endMs: end };
  if (start !== undefined) {
    const length = span(second);
    return length === undefined ? undefined : { startMs: start, endMs: start + length };
  }
  return end === undefined ? undefined : before(end, span(first));
}

function before(endMs: number, length: number | undefined): Period | undefined {
  return length === undefined ? undefined : { startMs: endMs - length, endMs };
}

function span(text: string): number | undefined {
  return /^p/i.test(text) ? parseDuration(text) : undefined;
}

function moment(text: string): number | undefined {
  const ms = /^\d{4}-\d\d-\d\d/.test(text)
    ? Date.parse(text.length === 10 ? `${text}T00:00:00` : text)
    : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
