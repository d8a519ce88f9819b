import { expect, test } from 'vitest';
import { compareLeaves } from '../document/compare-leaves.js';
import { toConfValue } from '../document/conf-value.js';
import { leavesIn } from '../document/leaves.js';
import { diffLines, printLine } from './diff-lines.js';

const before = { a: 1, gone: [1, 2], list: ['x'], last: true };
const after = {
  first: 0,
  a: '1',
  new1: 'n',
  new2: 'n',
  list: ['x', 'y'],
  last: true,
  password: 'p',
};

test('what only the other has comes behind the key that it follows there', () => {
  const [mine, others] = [leavesIn(toConfValue(before)), leavesIn(toConfValue(after))];
  const lines = [
    ...diffLines({
      mine,
      others,
      differences: compareLeaves(mine, others, '>'),
      delimiter: '>',
      hasTypes: true,
    }),
  ];
  expect(lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'after first = 0',
    'before a = 1',
    'after a = "1"',
    'after new1 = n',
    'after new2 = n',
    'before gone[0] = 1',
    'before gone[1] = 2',
    'both list[0] = x',
    'after list[1] = y',
    'both last = true',
    'after password = ******',
  ]);
});

test.each([
  [['a', 'b', 0], 'text', true, 'k = text'],
  [['a'], 5, true, 'k = 5'],
  [['a'], '5', true, 'k = "5"'],
  [['a'], '5', false, 'k = 5'],
  [['a'], 'l1\nl2', false, 'k = "l1\\nl2"'],
  [['a'], ' x', false, 'k = " x"'],
  [['a'], 'http://u:p@h/', true, 'k = http://u:******@h/'],
  [['db', 'Password'], 'x', true, 'k = ******'],
  [['secrets', 'plain'], 'x', true, 'k = ******'],
])('a line for %j with %j', (path, value, hasTypes, line) => {
  expect(printLine('k', path, value, hasTypes)).toBe(line);
});
