import { CORE_SCHEMA, load, YAML11_SCHEMA } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { yamlScalar } from './write-yaml.js';

const plain = [
  '/dev/sdb',
  'srv-1.example.com',
  'the pool',
  '192.168.10.1',
  '1997f41daa6cbe21532fe478485bd8db',
  'storage-set-1__sns',
  'm0_client_s3',
  '/dev/disk/by-id/wwn-0x5000c500',
];
const quoted = [
  '',
  '/dev/${x}',
  'yes',
  'No',
  'ON',
  'y',
  'n',
  'null',
  'true',
  '~',
  '1997',
  '-1',
  '010',
  '0o17',
  '0x1F',
  '0b11',
  '1_000',
  '1e3',
  '1.5',
  '.5',
  '.inf',
  '-.inf',
  '1:30',
  '2020-01-01',
  '- a',
  'a: b',
  'a:',
  'a #b',
  '#a',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  '%a',
  '@a',
  '`a',
  '"a"',
  "'a'",
  '{a}',
  '[a]',
  'a, b',
  ' a',
  'a ',
  '?',
  '=',
  '<<',
  'ä',
  '日本',
  '😀',
  'a\u00a0b',
  '\ufeffa',
  'a\u2028b',
  'a\u0085b',
  'a\u007fb',
  'a\\b',
];

describe('yamlScalar', () => {
  for (const text of plain) {
    test(`writes ${JSON.stringify(text)} without quotes`, () => {
      expect(yamlScalar(text)).toBe(text);
    });
  }

  for (const text of quoted) {
    test(`quotes ${JSON.stringify(text)}`, () => {
      expect(yamlScalar(text)).toMatch(/^".*"$/);
    });
  }

  test('YAML 1.2 and 1.1 readers read every text back, in lists and in maps on one line', () => {
    for (const text of [...plain, ...quoted]) {
      for (const schema of [CORE_SCHEMA, YAML11_SCHEMA]) {
        expect(
          load(`- ${yamlScalar(text)}\n- {a: ${yamlScalar(text)}, b: 1}\n`, { schema }),
          text,
        ).toEqual([text, { a: text, b: 1 }]);
      }
    }
  });
});
