import { expect, test } from 'vitest';
import { joinInPieces } from './join-in-pieces.js';

test.each([0, 1, 2, 4095, 4096, 4097, 8192, 10_000])(
  '%s texts are joined as join does',
  (count) => {
    const texts = Array.from({ length: count }, (_, at) => (at % 3 === 0 ? '' : `text ${at}`));
    expect(joinInPieces(texts.values(), ', ')).toBe(texts.join(', '));
  },
);
