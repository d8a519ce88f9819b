import { expect, test } from 'vitest';
import { toConfValue } from '../document/conf-value.js';
import { keyListPieces, printJsonLine, printToml, printYaml } from './print-values.js';

test.each([
  ['[1, "x", null, true]', [1, 'x', null, true]],
  ['{"a": {"b": [0.5, -0.0]}}', { a: { b: [0.5, -0] } }],
  ['"\\u00e9\\ud83d\\ude00\\n\\u007f"', 'é😀\n\u007f'],
  ['18446744073709551616', 2n ** 64n],
  ['"1970-01-01T00:00:00.000Z"', new Date(0)],
])('JSON on one line: %s', (text, value) => {
  expect(printJsonLine(toConfValue(value))).toBe(text);
});

test.each([0, 1, 20_000])('a list of %i keys in pieces is the list', (count) => {
  const keys = Array.from({ length: count }, (_, at) => `k"ü>${at}`);
  const pieces = [...keyListPieces(keys)];
  expect(pieces.join('')).toBe(`${printJsonLine(keys)}\n`);
  expect(Math.max(0, ...pieces.map(({ length }) => length))).toBeLessThan(70_000);
});

test('JSON has no infinity, and says so', () => {
  expect(() => printJsonLine([Infinity])).toThrow(
    expect.objectContaining({ code: 'VALUE_NOT_HELD' }),
  );
});

test('YAML reads back as what it was', async () => {
  const text = await printYaml(
    toConfValue([{ b: 'no', a: '010', on: [null, 1.5, Infinity] }, 'a: b # c']),
  );
  expect(text).toBe(
    '- b: no\n  a: "010"\n  on:\n    - null\n    - 1.5\n    - .inf\n- "a: b # c"\n',
  );
});

test('TOML is a table of the keys', async () => {
  expect(
    await printToml(
      new Map([
        ['a>b', toConfValue({ c: 1 })],
        ['d', 'x'],
      ]),
    ),
  ).toBe('d = "x"\n\n["a>b"]\nc = 1\n');
  await expect(printToml(new Map([['a', toConfValue([null])]]))).rejects.toMatchObject({
    code: 'VALUE_NOT_HELD',
  });
});
