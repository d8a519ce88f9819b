import { expect, test } from 'vitest';
import { formatKvEntries, parseKvEntries, type KvEntries } from './backup-kv.js';

test.each<[string, KvEntries]>([
  ['none', []],
  [
    'texts and data',
    [
      ['a', 'x\n'],
      ['b/c', '\u{1f600}'],
      ['d', { e: [1, null, true] }],
      ['f', 2],
    ],
  ],
])('keys are read as they were written: %s', (_, entries) => {
  expect(parseKvEntries(formatKvEntries(entries))).toEqual(entries);
});

test.each([
  ['', 'not a list'],
  ['null\n', 'not a list'],
  ['{}\n', 'not a list'],
  ['[\n["a","x"]\n', 'not a list'],
  ['[\n["a"]\n]\n', 'a line'],
  ['[\n["a",1,2]\n]\n', 'a line'],
  ['[\n[1,"x"]\n]\n', 'a line'],
  ['[\n["","x"]\n]\n', 'a line'],
  ['[\n["\\u001b","x"]\n]\n', 'a line'],
  ['[\n["a","\\ud800"]\n]\n', 'a line'],
  ['[\nnull\n]\n', 'a line'],
  ['[\n["a","x"]\n["b","y"]x\n]\n', 'a line'],
  ['[\n["a","x"],\n["a","y"]\n]\n', 'twice'],
  [`[\n["a",${'['.repeat(50)}${']'.repeat(50)}]\n]\n`, 'a line'],
  [`[\n["a","${'x'.repeat(600_000)}"]\n]\n`, 'a line'],
])('what backup never writes is damaged: %j', (text, what) => {
  expect(() => parseKvEntries(Buffer.from(text))).toThrow(
    expect.objectContaining({
      code: 'BACKUP_DAMAGED',
      message: expect.stringContaining(what) as string,
    }),
  );
});

test.each([
  ['keys', Array.from({ length: 200_001 }, (_, at) => `["${at}",""]`).join(',\n')],
  ['bytes in a line', `["a","${'x'.repeat(5 * 1024 ** 2)}"]`],
  [
    'data',
    Array.from({ length: 30 }, (_, at) => `["${at}",[${'0,'.repeat(30_000)}0]]`).join(',\n'),
  ],
])('more %s than a KV of Hare has are refused', (_, lines) => {
  expect(() => parseKvEntries(Buffer.from(`[\n${lines}\n]\n`))).toThrow(
    expect.objectContaining({ code: 'BACKUP_TOO_LARGE' }),
  );
});
