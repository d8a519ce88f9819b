import { expect, expectTypeOf, test } from 'vitest';
import {
  anything,
  boolean,
  choice,
  type Infer,
  list,
  number,
  object,
  openObject,
  optional,
  orNull,
  readData,
  record,
  refine,
  type Schema,
  string,
  withDefault,
} from './index.js';

const even = refine(number({ whole: true }), 0, (value, at) => {
  if (value % 2 === 1) at.refuse('VALUE', 'must be even');
  return value / 2;
});
const schema = object({
  version: choice(1),
  name: string({ pattern: /^[a-z]+$/, noun: 'a name', form: 'small letters' }),
  half: optional(even),
  mode: withDefault(choice('fast', 'safe'), 'safe'),
  tags: optional(list(string({ notEmpty: true }), { most: 2 })),
  counts: optional(record(number({ min: 0 }), { most: 2 })),
  gone: optional(orNull(string({ maxLength: 3 }))),
  inner: optional(openObject({ on: boolean, any: optional(anything) })),
});

const findings = (of: Schema<unknown>, data: unknown): readonly string[] => {
  const reading = readData(of, data);
  return reading.ok ? [] : reading.problems.map(({ code, what }) => `${code}: ${what}`);
};

test('what is absent is no member, and a default stands for what is left out', () => {
  const reading = readData(schema, JSON.parse('{"version":1,"name":"a","half":8,"gone":null}'));
  expect(reading).toStrictEqual({
    ok: true,
    value: { version: 1, name: 'a', half: 4, mode: 'safe' },
  });
});

test('the type of what is read follows from the schema', () => {
  expectTypeOf<Infer<typeof schema>>().toExtend<{
    readonly version: 1;
    readonly name: string;
    readonly half?: number | undefined;
    readonly mode: 'fast' | 'safe';
    readonly counts?: Readonly<Record<string, number>> | undefined;
  }>();
});

test.each<[string, unknown, readonly string[]]>([
  [
    'no map',
    [],
    [
      'TYPE: the document is an empty list, must be a map with version, name, half, mode, tags, counts, gone, inner',
    ],
  ],
  ['missing names', {}, ['MISSING: version is missing', 'MISSING: name is missing']],
  [
    'an unknown name',
    { version: 1, name: 'a', nam: 1 },
    ['UNKNOWN_FIELD: nam is not a known name'],
  ],
  ['another version', { version: '1', name: 'a' }, ['VALUE: version is "1", must be 1']],
  [
    'text of another form',
    { version: 1, name: 'A' },
    ['VALUE: name is "A", must be a name: small letters'],
  ],
  [
    'null for what is optional',
    { version: 1, name: 'a', half: null },
    ['TYPE: half is nothing, must be a whole number'],
  ],
  ['a rule that is broken', { version: 1, name: 'a', half: 3 }, ['VALUE: half is 3, must be even']],
  [
    'a fraction',
    { version: 1, name: 'a', half: 2.5 },
    ['RANGE: half is 2.5, must be a whole number'],
  ],
  [
    'too many items',
    { version: 1, name: 'a', tags: ['a', 'b', 'c'] },
    ['RANGE: tags is a list of 3, must have at most 2'],
  ],
  [
    'an empty item',
    { version: 1, name: 'a', tags: ['a', ''] },
    ['EMPTY: tags[1] is empty, must be text'],
  ],
  [
    'a wrong member',
    { version: 1, name: 'a', counts: { x: -1 } },
    ['RANGE: counts.x is -1, must be a number not below 0'],
  ],
  [
    'text that is too long',
    { version: 1, name: 'a', gone: 'abcd' },
    ['RANGE: gone has 4 characters, must have at most 3'],
  ],
  [
    'a word for a switch',
    { version: 1, name: 'a', inner: { on: 'yes', else: 1 } },
    ['TYPE: inner.on is "yes", must be true or false'],
  ],
])('%s is refused', (_name, data, expected) => {
  expect(findings(schema, data)).toEqual(expected);
});

test('names of objects are none of the language: __proto__ and toString are not there', () => {
  const closed = object({ toString: optional(string()) });
  expect(readData(closed, {})).toStrictEqual({ ok: true, value: {} });
  expect(findings(closed, JSON.parse('{"__proto__":1}'))).toEqual([
    'UNKNOWN_FIELD: __proto__ is not a known name',
  ]);
});

test('a million faults are a hundred findings', () => {
  expect(
    findings(
      list(string()),
      Array.from({ length: 1_000_000 }, () => 1),
    ),
  ).toHaveLength(100);
});

test('values are shown without their secrets', () => {
  expect(findings(choice('a'), 'https://user:canary@host/')).toEqual([
    'VALUE: the document is "https://user:******@host/", must be a',
  ]);
});

test('it publishes what it checks', () => {
  expect(object({ a: number({ whole: true, min: 1 }), b: optional(record(boolean)) }).json).toEqual(
    {
      type: 'object',
      properties: {
        a: { type: 'integer', minimum: 1 },
        b: {
          anyOf: [{ type: 'object', additionalProperties: { type: 'boolean' } }, { type: 'null' }],
        },
      },
      required: ['a'],
      additionalProperties: false,
    },
  );
});
