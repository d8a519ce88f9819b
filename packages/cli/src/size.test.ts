import { expect, test } from 'vitest';
import { parseSize } from './size.js';

test.each([
  ['1048576', 1048576],
  ['500K', 512000],
  ['1.5m', 1572864],
  ['100MB', 104857600],
  ['1GiB', 1073741824],
  ['2 T', 2199023255552],
  ['0', 0],
])('%s is %i bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each(['', 'big', '-1', '1X', '1e3', 'M', '1..5'])('%j is no size', (text) => {
  expect(parseSize(text)).toBeUndefined();
});
