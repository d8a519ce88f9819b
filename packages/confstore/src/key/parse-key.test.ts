import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delimiters } from './delimiter.js';
import { formatFlatKey, parseFlatKey, pathOfSegments, segmentsOfPath } from './flat-key.js';
import { formatKey } from './format-key.js';
import { parseKey } from './parse-key.js';
import type { Path } from './path.js';

test.each<[string, Path]>([
  ['a>b[0]>c', ['a', 'b', 0, 'c']],
  ['a>"x>y"[0][12]', ['a', 'x>y', 0, 12]],
  ['[0]>a', [0, 'a']],
  ['[0][1]', [0, 1]],
  ['key with space> x ', ['key with space', ' x ']],
  ['quo"te', ['quo"te']],
  ['"say ""hi"""', ['say "hi"']],
  ['""', ['']],
  ['"tags[]"', ['tags[]']],
  ['a.b/c', ['a.b/c']],
])('%s is read', (key, path) => {
  expect(parseKey(key)).toEqual(path);
});

test.each([
  ['', 'is blank'],
  ['a>>b', 'blank segment'],
  ['>a', 'blank segment'],
  ['a> ', 'blank segment'],
  ['a>[0]', 'an index without a name'],
  ['tags[]', 'is not a name with indexes'],
  ['tags[-1]', 'is not a name with indexes'],
  ['tags[0]x', 'is not a name with indexes'],
  ['tags0]', 'is not a name with indexes'],
  ['"open', 'is not closed'],
  ['"a"b', 'is not a name with indexes'],
])('%j is refused: %s', (key, what) => {
  expect(() => parseKey(key)).toThrow(
    expect.objectContaining({
      code: 'KEY_SYNTAX',
      message: expect.stringContaining(what) as string,
    }),
  );
});

test('the hint for a stray bracket is the quoted spelling', () => {
  expect(() => parseKey('a>tags[]')).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('"tags[]"') as string }),
  );
});

const name = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('a>b', 'x[0]', '"', '', ' ', 'a.b/c|d:e;f'),
);

test('every path is printed as a key that reads back, with every delimiter', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, fc.array(fc.nat(99), { maxLength: 2 })), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.constantFrom(...delimiters),
      (steps, delimiter) => {
        const path = steps.flatMap(([word, indexes]) => [word, ...indexes]);
        expect(parseKey(formatKey(path, delimiter), delimiter)).toEqual(path);
      },
    ),
  );
});

test('segments of flat keys read back too, brackets being part of them', () => {
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...delimiters),
      (segments, delimiter) => {
        expect(parseFlatKey(formatFlatKey(segments, delimiter), delimiter)).toEqual(segments);
      },
    ),
  );
  expect(pathOfSegments(['a', 'b[0][1]', 'c]'])).toEqual(['a', 'b', 0, 1, 'c]']);
  expect(segmentsOfPath(['a', 'b', 0, 1, 'c]'])).toEqual(['a', 'b[0][1]', 'c]']);
});
