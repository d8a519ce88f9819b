import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { jsonDocuments } from '../../../tests/laws/json-documents.js';
import { equalValues } from '../../document/equal-values.js';
import { leavesOf } from '../../document/leaves.js';
import { hasLoneSurrogate } from '../lone-surrogate.js';
import { isPlainJson } from './check-json.js';
import { jsonFormat } from './json-format.js';
import { JsonReader } from './json-reader.js';

const source = { url: 'json:test' };

function reads(text: string): boolean {
  try {
    const reader = new JsonReader(text, source);
    reader.read();
    return reader.warnings.length === 0;
  } catch {
    return false;
  }
}

const noise = fc.constantFrom(
  '',
  ',',
  ':',
  '"',
  '{',
  '}',
  '[',
  ']',
  '\\',
  '\\u12',
  '\u0001',
  '0',
  '-',
  '.',
  'e',
  'tru',
  'null',
  ' ',
  '\n',
  '/',
  '"a":1,',
  '01',
  '1.',
  '"é"',
);
const mutated = fc
  .tuple(
    fc.oneof(jsonDocuments, fc.json()),
    fc.array(fc.tuple(fc.nat(), fc.nat(3), noise), { maxLength: 2 }),
  )
  .map(([text, changes]) =>
    changes.reduce((now, [place, cut, added]) => {
      const at = place % (now.length + 1);
      return now.slice(0, at) + added + now.slice(at + cut);
    }, text),
  );

test('the scan accepts only what the reader accepts, and all of it that has neither comments nor escapes in names', () => {
  fc.assert(
    fc.property(mutated, (text) => {
      const accepted = isPlainJson(text);
      if (accepted) expect(reads(text), text).toBe(true);
      else if (!text.includes('/') && !text.includes('\\') && !hasLoneSurrogate(text))
        expect(reads(text), text).toBe(false);
    }),
    { numRuns: 20 * inject('limits').lawRuns },
  );
});

test('a glance at a large document gives what the reader gives', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue(), { minKeys: 1, maxKeys: 8 }),
      fc.nat(),
      (value, pick) => {
        const text = JSON.stringify({ ...value, padding: 'x'.repeat(70_000) }, null, pick % 3);
        const glance = jsonFormat.glance?.(text, source);
        const root = new JsonReader(text, source).read();
        fc.pre(glance !== undefined); // escapes in names are for the reader
        for (const { path, value: leaf } of leavesOf(root).slice(0, 5))
          expect(equalValues(glance(path), leaf)).toBe(true);
        expect(glance(['no such name'])).toBe(undefined);
      },
    ),
    { numRuns: inject('limits').lawRuns },
  );
});

test('repeated names are found among few and among many, on every level', () => {
  const many = Array.from({ length: 100_000 }, (_, at) => `"k${at}":{"a":1,"b":[{"c":1,"c2":2}]}`);
  expect(isPlainJson(`{${many.join(',')}}`)).toBe(true);
  for (const repeated of ['"k7":1', '"x":{"a":1,"a":2}', '"x":[[{"a":{},"b":1,"a":{}}]]'])
    expect(isPlainJson(`{${[...many, repeated].join(',')}}`)).toBe(false);
});
