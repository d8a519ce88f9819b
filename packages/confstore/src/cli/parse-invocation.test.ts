import { expect, test } from 'vitest';
import { commandTable } from './command-table.js';
import { parseInvocation } from './parse-invocation.js';

test.each([
  [['json:a', 'get', 'k'], { url: 'json:a', command: 'get', rest: ['k'] }],
  [
    ['--delimiter', '.', 'json:a', 'get', 'k'],
    { url: 'json:a', command: 'get', delimiter: '.', rest: ['k'] },
  ],
  [
    ['--delimiter=/', 'json:a', 'get', '--delimiter', '|'],
    { url: 'json:a', command: 'get', delimiter: '/', rest: ['--delimiter', '|'] },
  ],
  [['json:a', 'get', '--help'], { url: 'json:a', command: 'get', rest: ['--help'] }],
  [['get', '--help'], { url: undefined, command: 'get', rest: ['--help'] }],
  [['help', 'get'], { url: undefined, command: 'get', rest: ['--help'] }],
  [['completion', 'bash'], { url: undefined, command: 'completion', rest: ['bash'] }],
  [['get', 'json:a', 'k'], { url: 'get', command: 'json:a', rest: ['k'] }],
  [['json:a'], { url: 'json:a', command: undefined, rest: [] }],
])('%j is a call of a command', (argv, expected) => {
  expect(parseInvocation(argv, commandTable)).toEqual({
    kind: 'command',
    delimiter: undefined,
    ...expected,
  });
});

test.each([
  [['--help'], 'help'],
  [['-h', 'json:a'], 'help'],
  [['help'], 'help'],
  [[], 'help'],
  [['--version'], 'version'],
] as const)('%j asks for %s', (argv, kind) => {
  expect(parseInvocation(argv, commandTable)).toEqual({ kind });
});
