import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { toConfValue } from '../document/conf-value.js';
import { printEnv } from './print-env.js';

const print = (value: unknown, name = 'v'): string =>
  printEnv([{ path: [name], value: toConfValue(value) }], '>');

test('a variable for each value, named by its key', () => {
  const value = { port: 80, 'my-host': 'h', list: ['a', null], map: {}, on: true };
  expect(print(value, 'app')).toBe(
    "app_port='80'\napp_my_host='h'\napp_list_0='a'\napp_list_1=''\napp_map=''\napp_on='true'\n",
  );
  expect(print('x', '9 lives;rm -rf /')).toBe("_9_lives_rm__rf__='x'\n");
  expect(print('x', 'é')).toBe("_='x'\n");
});

test('what no variable holds, and two keys of one name, are refused', () => {
  for (const value of ['a\0b', { 'a.b': 1, a_b: 2 }])
    expect(() => print(value)).toThrow(expect.objectContaining({ code: 'VALUE_NOT_HELD' }));
});

test('a real sh evaluates any text to itself, and runs nothing', () => {
  const evaluated = (texts: readonly string[]): string => {
    const script = `eval "$1"\n${texts.map((_, at) => `printf '%s\\0' "$v_${at}"`).join('\n')}`;
    const found = spawnSync('/bin/sh', ['-c', script, 'sh', print(texts)], {
      encoding: 'utf8',
      env: { PATH: '/nowhere' },
    });
    expect([found.error, found.stderr]).toEqual([undefined, '']);
    return found.stdout;
  };
  const hostile = [
    "'; echo hacked; '",
    '$(echo hacked)',
    '`echo hacked`',
    '"; echo hacked; "',
    "\\'; echo hacked #",
    '${IFS}$HOME~*?[a]',
    'a\nb\\\n\r\tc',
    "''''",
    '!history',
    '\u001b[31m\u0007é😀',
    '-n',
    '',
  ];
  expect(evaluated(hostile)).toBe(hostile.map((text) => `${text}\0`).join(''));
  const text = fc
    .array(fc.constantFrom(...Array.from('\'"\\$`;&|<>(){}*?!#~ \n\tan0=%')))
    .map((letters) => letters.join(''));
  fc.assert(
    fc.property(fc.array(text, { minLength: 20, maxLength: 40 }), (texts) => {
      expect(evaluated(texts)).toBe(texts.map((each) => `${each}\0`).join(''));
    }),
    { numRuns: Math.ceil(inject('limits').lawRuns / 50) },
  );
});
