import { expect, test } from 'vitest';
import { sourceDate } from './source-date.js';

test('SOURCE_DATE_EPOCH goes before the last commit', () => {
  expect(sourceDate('1700000000', () => '1')).toBe(1_700_000_000);
  expect(sourceDate(undefined, () => '1700000001')).toBe(1_700_000_001);
});

test.each(['', '2026-01-01', '-1', '1e9'])('SOURCE_DATE_EPOCH %j is refused', (text) => {
  expect(() => sourceDate(text, () => '1')).toThrow(/must be whole seconds since 1970/);
});

test('sources without any date are refused with the command that gives them one', () => {
  expect(() => sourceDate(undefined, () => undefined)).toThrow(
    expect.objectContaining({
      code: 'RPM_DATE',
      hint: 'SOURCE_DATE_EPOCH=$(date +%s) npm run package:rpm',
    }) as Error,
  );
});
