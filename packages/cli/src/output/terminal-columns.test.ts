import { expect, test } from 'vitest';
import { terminalColumns } from './terminal-columns.js';

test.each([
  ['a terminal that knows its width', { isTTY: true, columns: 80 }, {}, 80],
  ['COLUMNS wins', { isTTY: true, columns: 80 }, { COLUMNS: '40' }, 40],
  ['COLUMNS on a serial console', { isTTY: true, columns: 0 }, { COLUMNS: '40' }, 40],
  ['COLUMNS that is not a number', { isTTY: true, columns: 80 }, { COLUMNS: 'wide' }, 80],
  ['a terminal of unknown width', { isTTY: true }, {}, 0],
  ['a pipe has no width', { isTTY: false }, { COLUMNS: '40' }, 0],
] as const)('%s', (_name, stream, env, expected) => {
  expect(terminalColumns(stream as Partial<NodeJS.WriteStream>, env)).toBe(expected);
});
