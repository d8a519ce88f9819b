import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { tomlDocuments } from '../../../tests/laws/toml-documents.js';
import type { ConfMap, ConfValue } from '../../conf-store.js';
import { equalValues } from '../../document/equal-values.js';
import { isHareError } from '../../error.js';
import { readTomlModel } from './read-toml-model.js';
import { parseWhole } from './toml-format.js';

const source = { url: 'toml:test' };

/** A line that may break what is around it, or define something again. */
const strayLine = fc.constantFrom(
  '',
  '# c',
  'a = 1',
  'a.b = 1',
  'a.b.c = "x"',
  '[a]',
  '[a.b]',
  '[[a]]',
  '[[a.b]]',
  '[ a . "b" ]',
  '[a',
  '[[a]',
  'a',
  'a =',
  'a = "x',
  "a = 'x' # c",
  'a = """',
  'x"""',
  'a = 1 2',
  'a = [',
  ']',
  'a = {b = 1}',
  'a = {b = 1, b = 2}',
  'a = 01',
  'a = -0',
  'a = -0.0',
  'a = 1_000',
  'a = 12345678901234567890',
  'a = 1e3',
  'a = 07:32:00',
  'a = 1979-05-27',
  'a = 1.',
  'a = truex',
  'a = true',
  'a="\t"',
  '"" = 1',
  '"a" = \'\'',
  '= 1',
  '\r',
  'a\r',
  '1 = 2',
  '1.2 = 3',
);

const texts = fc
  .tuple(
    tomlDocuments,
    fc.array(fc.tuple(fc.nat(1000), fc.constantFrom(0, 0, 1), strayLine), { maxLength: 3 }),
    fc.boolean(),
  )
  .map(([document, edits, alone]) => {
    const lines = alone && edits.length > 1 ? [] : document.split('\n');
    for (const [at, removed, line] of edits) lines.splice(at % (lines.length + 1), removed, line);
    return lines.join('\n');
  });

function whole(text: string): ConfMap | undefined {
  try {
    return parseWhole(text, source);
  } catch (error) {
    if (isHareError(error)) return undefined;
    throw error;
  }
}

/** A copy of a model, none of whose maps and lists are the same objects. */
function copyOf(value: ConfValue): ConfValue {
  if (value instanceof Map)
    return new Map([...(value as ConfMap)].map(([name, item]) => [name, copyOf(item)]));
  return Array.isArray(value) ? (value as readonly ConfValue[]).map(copyOf) : value;
}

test('one pass makes the model that smol-toml and the scanner make, or none', () => {
  let read = 0;
  const property = fc.property(texts, (text) => {
    const model = readTomlModel(text);
    if (model === undefined) return;
    read += 1;
    expect(equalValues(model, whole(text)), text).toBe(true);
  });
  fc.assert(property, { numRuns: 10 * inject('limits').lawRuns });
  expect(read).toBeGreaterThan(2 * inject('limits').lawRuns);
});

test('the document of the fuzzers is read in one pass wherever it is valid and nothing in it is unusual', () => {
  const unread = fc
    .sample(tomlDocuments, { numRuns: inject('limits').lawRuns, seed: 7 })
    .filter((text) => whole(text) !== undefined && readTomlModel(text) === undefined);
  expect(unread.length).toBeLessThan(inject('limits').lawRuns / 10);
});

test('with a model that is expected, what is the same is that model, and what differs is what was read', () => {
  let shared = 0;
  const property = fc.property(texts, texts, (text, other) => {
    const model = readTomlModel(text);
    if (model === undefined) return;
    const expected = copyOf(model) as ConfMap;
    const again = readTomlModel(text, expected);
    expect(equalValues(again, model), text).toBe(true);
    if (again === expected) shared += 1; // all but where a table is opened again
    const found = readTomlModel(other, expected);
    if (found !== undefined) expect(equalValues(found, readTomlModel(other)), other).toBe(true);
    expect(equalValues(expected, model), text).toBe(true);
  });
  fc.assert(property, { numRuns: 5 * inject('limits').lawRuns });
  expect(shared).toBeGreaterThan(inject('limits').lawRuns);
});

test('a table that is left and opened again is read in full, also when the first part was as expected', () => {
  const before = readTomlModel('[a]\nx = 1\n[[a.list]]\ny = 1\n[b]\nz = 1\n');
  const text =
    '[a]\nx = 1\n[[a.list]]\ny = 1\n[b]\nz = 1\n[[a.list]]\ny = 2\n[a.more]\n[b.c]\nd.e = 1\n';
  const model = readTomlModel(text, before);
  expect(equalValues(model, parseWhole(text, source))).toBe(true);
  expect(model?.get('b')).not.toBe(before?.get('b'));
  expect(equalValues(before, readTomlModel('[a]\nx = 1\n[[a.list]]\ny = 1\n[b]\nz = 1\n'))).toBe(
    true,
  );
});
