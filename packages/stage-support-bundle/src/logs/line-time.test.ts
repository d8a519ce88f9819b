import { expect, test } from 'vitest';
import { lineTime } from './line-time.js';

const written = new Date(2026, 0, 10).getTime();

test.each<[string, number | undefined]>([
  ['2026-01-05T08:00:00Z x', Date.UTC(2026, 0, 5, 8)],
  ['2026-01-05T08:00:00.123456Z x', Date.UTC(2026, 0, 5, 8, 0, 0, 123)],
  ['2026-01-05T08:00:00.5+02:00 x', Date.UTC(2026, 0, 5, 6, 0, 0, 500)],
  ['2026-01-05T08:00:00 +0200 x', Date.UTC(2026, 0, 5, 6)],
  ['2026-01-05 08:00:00,123 [INFO] x', new Date(2026, 0, 5, 8, 0, 0, 123).getTime()],
  ['[2026-01-05 08:00:00] x', new Date(2026, 0, 5, 8).getTime()],
  ['Jan  5 08:00:00 host x', new Date(2026, 0, 5, 8).getTime()],
  ['<14>Dec 31 23:59:59 host x', new Date(2025, 11, 31, 23, 59, 59).getTime()],
  ['2026-13-05T08:00:00Z x', undefined],
  ['  2026-01-05T08:00:00Z continued', undefined],
  ['Traceback (most recent call last):', undefined],
  ['', undefined],
])('%j', (line, time) => {
  expect(lineTime(line, written)).toBe(time);
});
