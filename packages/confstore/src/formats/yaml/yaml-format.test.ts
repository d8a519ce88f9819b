import { expect, test } from 'vitest';
import { toPlain } from '../../document/conf-value.js';
import { yamlFormat } from './yaml-format.js';

const source = { file: 'a.yaml', url: 'yaml:a.yaml' };
const parse = (text: string): unknown => toPlain(yamlFormat.parse(text, source).root);

test.each([
  [
    'a closing bracket may stand as far left as its name',
    'a: [\n  1, # one\n  "x # y", {\n    b: 2\n  }\n]\nc:\n  d: {\n    e: f\n  }\n',
    { a: [1, 'x # y', { b: 2 }], c: { d: { e: 'f' } } },
  ],
  [
    'scalars follow the core schema of YAML 1.2',
    'a: no\nb: on\nc: 010\nd: 0o10\ne: 2020-01-01\nf: 1_000\ng: ~\nh:\ni: .5\n',
    { a: 'no', b: 'on', c: 10, d: 8, e: '2020-01-01', f: '1_000', g: null, h: null, i: 0.5 },
  ],
  [
    'integers beyond 2^53 keep all digits',
    'a: 12345678901234567890\n',
    { a: 12345678901234567890n },
  ],
  [
    'names are kept as they are written',
    '1.10: a\ntrue: b\n0x1F: c\n',
    { '1.10': 'a', true: 'b', '0x1F': 'c' },
  ],
  [
    'anchors and merge keys are resolved, own entries win',
    'a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\nc: [*a]\n',
    { a: { x: 1, y: 2 }, b: { x: 1, y: 3 }, c: [{ x: 1, y: 2 }] },
  ],
  ['an empty document is an empty map', '# nothing\n---\n', {}],
  ['a list may be the whole document', '- a\n- b: 1\n', ['a', { b: 1 }]],
  [
    'values with tags of others are texts, maps and lists as they are written',
    'a: !Ref x\nb: !Port 80\nc: !Sub [x, 1]\nd: !vault |\n  1\n  2\ne: !!binary aGk=\nf: !x\n',
    { a: 'x', b: '80', c: ['x', 1], d: '1\n2\n', e: 'aGk=', f: '' },
  ],
  [
    'several documents have the names #0, #1 …',
    '%YAML 1.2\n---\na: 1\n---\n- b\n...\n---\n---\nx # ---\n',
    { '#0': { a: 1 }, '#1': ['b'], '#2': null, '#3': 'x' },
  ],
  ['a map as a name is its JSON text', '? {a: [1]}\n: b\n', { '{"a":[1]}': 'b' }],
])('%s', (_title, text, expected) => {
  expect(parse(text)).toEqual(expected);
});

test.each([
  ['DUPLICATE_KEY', 'a: 1\nb: 2\na: 3\n', 3, 1],
  ['SYNTAX', 'a: [1\nb: 2\n', 2, 1],
  ['SYNTAX', 'a: "x\n', 2, 1],
  ['YAML_ALIAS', 'a: *x\n', 1, 4],
  ['YAML_ALIAS', 'a: &x [*x]\n', 1, 8],
  ['YAML_MERGE', 'a:\n  <<: 1\n', 2, 3],
])('%s is refused with its place: %j', (code, text, line, column) => {
  expect(() => parse(text)).toThrow(
    expect.objectContaining({ code, where: { file: 'a.yaml', line, column } }),
  );
});

test('aliases that multiply without end are refused', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level++)
    lines.push(
      `a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')}]`,
    );
  expect(() => parse(lines.join('\n'))).toThrow(expect.objectContaining({ code: 'YAML_ALIAS' }));
});

test('a document of 1,000 levels is read, one of 1,001 is refused', () => {
  expect(() => parse(`a: ${'['.repeat(999)}${']'.repeat(999)}\n`)).not.toThrow();
  expect(() => parse(`a: ${'['.repeat(1000)}${']'.repeat(1000)}\n`)).toThrow(
    expect.objectContaining({ code: 'TOO_DEEP', where: { file: 'a.yaml', line: 1, column: 1003 } }),
  );
});
