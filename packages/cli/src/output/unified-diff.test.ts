import { applyPatch } from 'diff';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { textDiff, unifiedDiff, type DiffLine } from './unified-diff.js';

const line = fc.record({
  kind: fc.constantFrom<DiffLine['kind']>('both', 'both', 'both', 'both', 'before', 'after'),
  text: fc.constantFrom('a', 'b', 'c'),
});
const textOf = (lines: readonly DiffLine[], without: DiffLine['kind']): string =>
  lines
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => `${text}\n`)
    .join('');

test('applied to the first text it gives the second', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
      const patch = unifiedDiff('a', 'b', lines);
      const [before, after] = [textOf(lines, 'after'), textOf(lines, 'before')];
      if (patch === '') expect(lines.every(({ kind }) => kind === 'both')).toBe(true);
      else expect(applyPatch(before, patch)).toBe(after);
    }),
    { numRuns: inject('limits').lawRuns },
  );
});

test('differences far apart are hunks of their own, with three lines of context', () => {
  const lines = Array.from({ length: 20 }, (_, at): DiffLine[] =>
    at === 2 || at === 15
      ? [
          { kind: 'before', text: `old${at}` },
          { kind: 'after', text: `new${at}` },
        ]
      : [{ kind: 'both', text: `l${at}` }],
  ).flat();
  expect(unifiedDiff('json:a', 'json:b', lines)).toMatchInlineSnapshot(`
    "--- json:a
    +++ json:b
    @@ -1,6 +1,6 @@
     l0
     l1
    -old2
    +new2
     l3
     l4
     l5
    @@ -13,7 +13,7 @@
     l12
     l13
     l14
    -old15
    +new15
     l16
     l17
     l18
    "
  `);
});

const text = fc
  .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 })
  .chain((lines) => fc.constantFrom(lines.join('\n'), lines.map((each) => `${each}\n`).join('')));

test('the diff of two texts, applied to the first, gives the second, with and without a last end of line', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const patch = textDiff('/f', before, after, 100) ?? '';
      if (before === after) expect(patch).toBe('');
      else expect(applyPatch(before, patch)).toBe(after);
    }),
    { numRuns: inject('limits').lawRuns },
  );
});

test('a file that is new is all added, and a large change is none', () => {
  expect(textDiff('/f', '', 'a\nb\n', 0)).toBe(
    '--- /f\tnow\n+++ /f\tplanned\n@@ -0,0 +1,2 @@\n+a\n+b\n',
  );
  expect(textDiff('/f', 'a\nb\nc\n', 'c\na\nx\n', 1)).toBeUndefined();
});
