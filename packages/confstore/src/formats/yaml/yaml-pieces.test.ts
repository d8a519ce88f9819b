import fc from 'fast-check';
import { parseEvents, type Event } from 'js-yaml';
import { expect, inject, test } from 'vitest';
import { yamlDocuments } from '../../../tests/laws/yaml-documents.js';
import type { ConfMap } from '../../conf-store.js';
import { equalValues } from '../../document/equal-values.js';
import { isHareError } from '../../error.js';
import { yamlParserOptions } from './read-yaml-events.js';
import { YamlModelBuilder } from './build-yaml-model.js';
import { readInPieces } from './read-yaml.js';
import { yamlFormat } from './yaml-format.js';
import { yamlPieces } from './yaml-pieces.js';

/** A line that may break what is around it. */
const strayLine = fc.constantFrom(
  '',
  '#c',
  '- x',
  '  - y',
  'k: v',
  '    deep: 1',
  '? q',
  ': r',
  '"open',
  "'",
  '[a,',
  ']',
  '---',
  '...',
  '&a',
  '!!map',
  '- - z',
  '-\n  - w',
  '|',
  '  text',
  '\t',
  '{}: {}',
  '*a : 1',
  '%YAML 1.2',
  '\r',
  'l:\n- 1\n- 2: x\n  y: |\n    b\n   c',
  '? - k\n  - l\n: - m',
);

/** Documents, some with a line too many or too few somewhere. */
const texts = fc
  .tuple(
    fc.array(yamlDocuments, { minLength: 1, maxLength: 2 }),
    fc.array(fc.tuple(fc.nat(1000), fc.constantFrom(0, 0, 1), strayLine), { maxLength: 2 }),
  )
  .map(([documents, edits]) => {
    const lines = documents.join('').split('\n');
    for (const [at, removed, line] of edits) lines.splice(at % (lines.length + 1), removed, line);
    return lines.join('\n');
  });
const lengths = fc.integer({ min: 1, max: 40 });
const source = { url: 'yaml:test' };

/** The model of a text that is read in pieces; undefined where that cannot be. */
function modelInPieces(text: string, length?: number): ConfMap | undefined {
  return readInPieces(text, (events) => new YamlModelBuilder(events, text, source).build(), length)
    ?.value;
}

/** What `read` answers; undefined where the text is refused. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isHareError(error) || (error instanceof Error && error.name === 'YAMLException'))
      return undefined;
    throw error;
  }
}

/** The events without what is known in the last piece only. */
function comparable(events: readonly Event[] | undefined): unknown {
  return events?.map((event) => (event.type === 1 ? { ...event, explicitEnd: false } : event));
}

test('the events of all pieces are those of the whole text, and refused is what is refused as a whole', () => {
  let cuts = 0;
  const property = fc.property(texts, lengths, (text, length) => {
    const pieces = attempt(() => [...yamlPieces(text, length)]);
    cuts += (pieces?.length ?? 1) - 1;
    expect(comparable(pieces?.flat()), text).toEqual(
      comparable(attempt(() => parseEvents(text, yamlParserOptions))),
    );
  });
  fc.assert(property, { numRuns: 5 * inject('limits').lawRuns });
  expect(cuts).toBeGreaterThan(inject('limits').lawRuns);
});

test('a text in pieces has the model that it has as a whole', () => {
  let read = 0;
  const property = fc.property(texts, lengths, (text, length) => {
    const inPieces = modelInPieces(text, length);
    if (inPieces === undefined) return;
    read += 1;
    expect(equalValues(inPieces, yamlFormat.parse(text, source).root), text).toBe(true);
  });
  fc.assert(property, { numRuns: 5 * inject('limits').lawRuns });
  expect(read).toBeGreaterThan(inject('limits').lawRuns);
});

test('a long text is read in pieces, and what is wrong with it is told as for any other', () => {
  const lines = Array.from(
    { length: 70_000 },
    (_, at) =>
      `- id: ${at}\n  name: "node ${at}"\n  on: ${at === 0 ? '&first [x, {y: z}]' : '*first'}\n`,
  ).join('');
  const text = `list:\n${lines}end: &end [a]\n`;
  expect(text.length).toBeGreaterThan(1 << 21);
  const model = modelInPieces(text);
  expect(model?.get('end')).toEqual(['a']);
  expect(equalValues(yamlFormat.parse(text, source).root, model)).toBe(true);
  const faulty = `${text}end: again\n`;
  expect(modelInPieces(faulty)).toBeUndefined();
  expect(() => yamlFormat.parse(faulty, source)).toThrow(
    expect.objectContaining({
      code: 'DUPLICATE_KEY',
      where: { url: 'yaml:test', line: 210_003, column: 1 },
    }),
  );
});
