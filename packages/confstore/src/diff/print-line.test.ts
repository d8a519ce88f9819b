import { expect, test } from 'vitest';
import { printLine } from './print-line.js';

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
