import fc from 'fast-check';
import { parse } from 'smol-toml';
import { expect, inject, test } from 'vitest';
import type { ConfMap, ConfValue } from '../../src/conf-store.js';
import { equalValues } from '../../src/document/equal-values.js';
import { readPlainToml } from '../../src/formats/toml/read-plain-toml.js';
import { readTomlTree, tomlTableValue } from '../../src/formats/toml/toml-tree.js';
import { readPlainYaml } from '../../src/formats/yaml/read-plain-yaml.js';
import { readYamlDocuments } from '../../src/formats/yaml/read-yaml-events.js';
import { buildYamlModel } from '../../src/formats/yaml/yaml-model.js';
import { tomlDocuments } from '../laws/toml-documents.js';
import { yamlDocuments } from '../laws/yaml-documents.js';

const source = { url: 'test:plain' };

function parsedYaml(text: string): ConfValue {
  const [document, ...others] = readYamlDocuments(text, source);
  expect(others).toEqual([]);
  const { root, warnings } = buildYamlModel(document?.events ?? [], text, source);
  expect(warnings).toEqual([]);
  return root;
}

function parsedToml(text: string): ConfValue {
  parse(text, { integersAsBigInt: 'asNeeded' });
  return tomlTableValue(text, source, readTomlTree(text, source));
}

const yamlNames = [
  'a',
  'b',
  '10',
  'a.b',
  'no',
  'null',
  '0x1',
  'c-d',
  '__proto__',
  'é',
  '"q"',
  '-',
  '<<',
];
const yamlValues = [
  ...['', ' ', ' 1', ' 010', ' 0x1f', ' 1e3', ' 1.', ' .5', ' -1', ' no', ' null', ' True', ' 1_0'],
  ...[
    ' x y',
    ' x  # c',
    ' x #',
    ' x#y',
    ' x: y',
    ' a, b',
    ' a - b',
    ' 2020-01-01',
    ' [a]',
    ' {',
    '1',
  ],
  ...[
    ' "q"',
    ' "q" # c',
    ' "q"x',
    ' "\\n"',
    ' "',
    " 's'",
    ' &a x',
    ' *a',
    ' !t x',
    ' |',
    '\tx',
    ' x\t',
  ],
  ...[' x ', ' 9007199254740993', ' /p/q', ' %x', ' @x', ' x:', ' ---', ' é'],
];
const yamlLines = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(0, 0, 0, 2, 2, 4, 1),
      fc.constantFrom(...yamlNames),
      fc.constantFrom(...yamlValues),
    )
    .map(([indent, name, value]) => `${' '.repeat(indent)}${name}:${value}`),
  fc.constantFrom('', '   ', '# c', '  # c', '---', '...', '- a', '  x', '\t', '%YAML 1.2', 'a:b'),
);
const tomlLines = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('a', 'b', 'a.b', '1', '"q"', '', 'c-d', '__proto__', 'é'),
      fc.constantFrom('=', ' = ', '\t=', ':', ' ='),
      fc.constantFrom(
        ...[
          '',
          '1',
          '01',
          '-0',
          '+5',
          '-7',
          '1_0',
          '9007199254740993',
          '1.5',
          'true',
          'True',
          'nan',
        ],
        ...[
          '"x"',
          '"x" # c',
          '"x"y',
          '"""x"""',
          "''",
          "'x'",
          "'''",
          '"\\t"',
          '"é"',
          '[1]',
          '{}',
          '\u0001',
        ],
        ...['2020-01-01', '"a\u007fb"', '0x1', '1 2', "'a\tb'"],
      ),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom(
    '[a]',
    '[b]',
    ' [a.b] # c',
    '[a.b.c]',
    '[[a]]',
    '[a ]',
    '[]',
    '# c',
    '',
    '  ',
    '[a',
    '#\u0001',
  ),
);
const joined = (lines: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.array(lines, { maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean())
    .map(([all, end, isEnded]) => all.join(end) + (isEnded ? end : ''));

test.each<
  readonly [
    name: string,
    texts: fc.Arbitrary<string>,
    plain: (text: string) => ConfMap | undefined,
    parsed: (text: string) => ConfValue,
  ]
>([
  [
    'yaml',
    fc.oneof(yamlDocuments, { weight: 9, arbitrary: joined(yamlLines) }),
    readPlainYaml,
    parsedYaml,
  ],
  [
    'toml',
    fc.oneof(tomlDocuments, { weight: 9, arbitrary: joined(tomlLines) }),
    readPlainToml,
    parsedToml,
  ],
])('what is read of %s without the parser is what the parser reads', (_, texts, plain, parsed) => {
  let read = 0;
  const property = fc.property(texts, (text) => {
    const model = plain(text);
    if (model === undefined) return;
    read++;
    expect(equalValues(model, parsed(text)), JSON.stringify(text)).toBe(true);
  });
  fc.assert(property, { numRuns: 100 * inject('limits').lawRuns });
  expect(read).toBeGreaterThan(inject('limits').lawRuns);
});
