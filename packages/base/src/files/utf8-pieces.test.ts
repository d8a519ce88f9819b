import { expect, test } from 'vitest';
import { utf8Pieces } from './utf8-pieces.js';

test.each([
  ['', 0],
  ['short ü', 1],
  [`${'x'.repeat(65_535)}😀${'ü'.repeat(70_000)}`, 3],
  ['😀'.repeat(100_000), 4],
])('the pieces of a text are its bytes, no character torn (case %#)', (text, count) => {
  const pieces = Array.from(utf8Pieces(text), (piece) => Buffer.from(piece));
  expect(pieces).toHaveLength(count);
  expect(Buffer.concat(pieces).equals(Buffer.from(text))).toBe(true);
});
