import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { diffTexts } from './diff-texts.js';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })
  .chain((lines) => fc.constantFrom(lines.join('\n'), lines.map((line) => `${line}\n`).join('')));

test('without what is new it is the first text, without what is old the second, and equal lines stay', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffTexts(before, after, 100) ?? [];
      const without = (kind: string): string =>
        lines
          .filter((line) => line.kind !== kind)
          .map((line) => line.text)
          .join('');
      expect([without('after'), without('before')]).toEqual([before, after]);
      if (before === after) expect(lines.every(({ kind }) => kind === 'both')).toBe(true);
    }),
    { numRuns: inject('limits').lawRuns },
  );
});

test('the change is as small as can be, and too large a one is none', () => {
  const [before, after] = ['a\nb\nc\nd\n', 'a\nc\nx\nd\n'];
  expect(
    diffTexts(before, after, 100)?.map(({ kind, text: line }) => `${kind} ${line.trim()}`),
  ).toEqual(['both a', 'before b', 'both c', 'after x', 'both d']);
  expect(diffTexts(before, after, 1)).toBeUndefined();
});
