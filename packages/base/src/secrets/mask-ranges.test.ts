import { expect, test } from 'vitest';
import { maskRanges } from './mask-ranges.js';

test.each([
  [[], 'abcdefgh'],
  [[{ start: 2, end: 4 }], 'ab*efgh'],
  [
    [
      { start: 4, end: 8 },
      { start: 0, end: 2 },
    ],
    '*cd*',
  ],
  [
    [
      { start: 1, end: 4 },
      { start: 3, end: 6 },
    ],
    'a*gh',
  ],
  [
    [
      { start: 1, end: 6 },
      { start: 2, end: 3 },
    ],
    'a*gh',
  ],
  [
    [
      { start: 1, end: 3 },
      { start: 3, end: 5 },
    ],
    'a**fgh',
  ],
])('%j', (ranges, masked) => {
  expect(maskRanges('abcdefgh', ranges, '*')).toBe(masked);
});
