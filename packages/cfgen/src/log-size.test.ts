import { expect, test } from 'vitest';
import { logSizeBytes } from './log-size.js';

const mebibyte = 2 ** 20;

test.each([
  [128 * mebibyte, 128 * mebibyte],
  [255 * mebibyte, 128 * mebibyte],
  [4096 * mebibyte - 1, 2048 * mebibyte],
  [4096 * mebibyte + 12_345, 4096 * mebibyte],
  [2 ** 44, 4096 * mebibyte],
])('of %i bytes %i are used', (sizeBytes, used) => {
  expect(logSizeBytes('ssc-1', { path: '/dev/log', sizeBytes })).toBe(used);
});

test('a device below 128 MiB is refused by node, path and size', () => {
  expect(() => logSizeBytes('ssc-1', { path: '/dev/log', sizeBytes: 128 * mebibyte - 1 })).toThrow(
    'node ssc-1: log device /dev/log has 134217727 bytes, must have at least 134217728 (128 MiB)',
  );
});
