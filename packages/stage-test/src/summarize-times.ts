/** Times of one thing that was done many times, ms. */
export interface TimeSummary {
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

/**
 * Median, 95th percentile (nearest rank) and maximum, to a hundredth of a millisecond. @throws
 * RangeError for no times
 */
export function summarizeTimes(times: readonly number[]): TimeSummary {
  if (times.length === 0) throw new RangeError('no times to summarize');
  const sorted = [...times].sort((a, b) => a - b);
  const rank = (part: number): number =>
    round(sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0);
  return { medianMs: rank(0.5), p95Ms: rank(0.95), maxMs: rank(1) };
}

/** As figures of a report: `statusMedianMs: 12.3`. */
export function figuresOf(
  name: string,
  { medianMs, p95Ms, maxMs }: TimeSummary,
): Readonly<Record<string, number>> {
  return { [`${name}MedianMs`]: medianMs, [`${name}P95Ms`]: p95Ms, [`${name}MaxMs`]: maxMs };
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
