import { expect, test } from 'vitest';
import { durationOption, formatDuration, parseDuration } from './duration.js';

test.each([
  ['90', 90_000],
  ['90s', 90_000],
  ['5m', 300_000],
  ['1.5h', 5_400_000],
  ['2d', 172_800_000],
  ['500ms', 500],
  ['0', 0],
  [' 5m ', 300_000],
  ['P5D', 432_000_000],
  ['P1W', 604_800_000],
  ['PT1H30M', 5_400_000],
  ['P1DT0.5S', 86_400_500],
])('%s is %i ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', '5 minutes', '-5', '5x', 'P', 'PT', 'P5', 'P1M', 'P1Y', '1e3', '∞', 'NaN'])(
  '%j is no time span',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);

test('an option that is no time span is wrong usage, with the ways to write one', () => {
  expect(() => durationOption('--wait', 'soon')).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message: '--wait cannot be "soon"',
      hint: 'write a time such as --wait 90, 90s, 5m or PT1H30M',
    }) as Error,
  );
});

test.each([
  [0, '0.0 s'],
  [149, '0.1 s'],
  [14_200, '14.2 s'],
  [99_949, '99.9 s'],
  [99_950, '1 min 40 s'],
  [200_000, '3 min 20 s'],
  [3_599_600, '1 h 0 min'],
  [7_260_000, '2 h 1 min'],
])('%i ms is shown as %s', (ms, shown) => {
  expect(formatDuration(ms)).toBe(shown);
});
