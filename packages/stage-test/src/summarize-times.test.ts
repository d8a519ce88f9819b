import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { overLimit } from './over-limit.js';
import { summarizeTimes } from './summarize-times.js';

test('median, 95th percentile and maximum are of the times themselves', () => {
  expect(summarizeTimes(Array.from({ length: 100 }, (_, index) => 100 - index))).toEqual({
    medianMs: 50,
    p95Ms: 95,
    maxMs: 100,
  });
  expect(summarizeTimes([3.14159])).toEqual({ medianMs: 3.14, p95Ms: 3.14, maxMs: 3.14 });
  expect(() => summarizeTimes([])).toThrow(RangeError);
});

test('they are in order, whatever the order of the times', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }),
      (times) => {
        const { medianMs, p95Ms, maxMs } = summarizeTimes(times);
        expect(medianMs <= p95Ms && p95Ms <= maxMs).toBe(true);
        expect(summarizeTimes([...times].reverse())).toEqual({ medianMs, p95Ms, maxMs });
      },
    ),
    { numRuns: inject('limits').lawRuns },
  );
});

test('only a limit that somebody set can be exceeded', () => {
  const times = { medianMs: 1, p95Ms: 20, maxMs: 30 };
  expect(
    overLimit([
      { what: 'x', times, maxMs: undefined, setting: 's' },
      { what: 'x', times, maxMs: 20, setting: 's' },
    ]),
  ).toBeUndefined();
  expect(overLimit([{ what: 'x', times, maxMs: 19, setting: 's' }])).toMatchObject({
    ok: false,
    error: { code: 'TOO_SLOW' },
    findings: ['x: 95 % took up to 20 ms, more than hare>test>s = 19'],
  });
});
