import { expect, test } from 'vitest';
import { combinations } from './combinations.js';

test('come in lexicographic order of positions, items in their order', () => {
  expect(combinations(['c', 'a', 'b', 'd'], 2).map((chosen) => chosen.join(''))).toEqual([
    'ca',
    'cb',
    'cd',
    'ab',
    'ad',
    'bd',
  ]);
});

test.each([
  [3, 3, 1],
  [3, 1, 3],
  [3, 0, 1],
  [3, 4, 0],
  [1000, 999, 1000],
  [20, 17, 1140],
])('of %i items %i at a time there are %i', (items, size, count) => {
  const found = combinations(
    Array.from({ length: items }, (_, index) => index),
    size,
  );
  expect(found).toHaveLength(count);
  expect(new Set(found.map(String)).size).toBe(count);
});
