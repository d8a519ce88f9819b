import { expect, test } from 'vitest';
import { createColors } from './colors.js';
import { fitted } from './fitted.js';

const terminal = (columns: number) => ({ isTTY: true, columns, write: () => undefined });

test.each([
  ['a short line', 'all is well', 'all is well'],
  [
    'a long line goes on below',
    'the cluster is stopped, and a new configuration is pending',
    'the cluster is stopped, and a new\n  configuration is pending',
  ],
  [
    'a list goes on below its text',
    '  - package motr is not installed in the database',
    '  - package motr is not installed in the\n    database',
  ],
  [
    'a table goes on in its last column',
    '  ok  hctl  Find the program that starts the cluster',
    '  ok  hctl  Find the program that starts\n            the cluster',
  ],
  [
    'a command stays whole, on a line of its own',
    '  hint: run config first: hare_setup config --config json:///tmp/exampleV2.json',
    '  hint: run config first:\n    hare_setup config --config json:///tmp/exampleV2.json',
  ],
  [
    'a second command too',
    'all passed; start it: hctl bootstrap -c /var/lib/hare; then test it: hare_setup test --root /a',
    'all passed; start it:\n  hctl bootstrap -c /var/lib/hare\nthen test it:\n  hare_setup test --root /a',
  ],
  ['a path is not broken', `/var/${'x'.repeat(60)}`, `/var/${'x'.repeat(60)}`],
])('%s', (_name, text, expected) => {
  expect(fitted(text, terminal(40))).toBe(expected);
});

test('a size is not broken from its unit', () => {
  expect(fitted('4 nodes, 6 controllers, 48 disks, 480 GiB', terminal(40))).toBe(
    '4 nodes, 6 controllers, 48 disks,\n  480 GiB',
  );
});

test('lines of a tree go on further in than what is below them', () => {
  const line = '  node-0 0x6e00000000000001:0x0 data-1, 8 cores';
  expect(fitted(line, terminal(40), 4)).toBe(
    '  node-0 0x6e00000000000001:0x0 data-1,\n      8 cores',
  );
});

test('colors take no room', () => {
  const { red } = createColors({}, {}, 'always');
  const line = `${red('FAILED')}  ${'x '.repeat(16)}`.trimEnd();
  expect(fitted(line, terminal(40))).toBe(line);
});

test('what goes to a pipe, or to a terminal of no size, stays as it is', () => {
  const line = 'word '.repeat(40);
  expect(fitted(line, { write: () => undefined })).toBe(line);
  expect(fitted(line, terminal(0))).toBe(line);
});
