import { expect, test } from 'vitest';
import { blankLineStart } from './lines.js';

const text = '{\n  "a": {}, "b": {},\r\n\t"c": {}\r "d": 1}';

test.each([
  ['a', 2],
  ['b', undefined],
  ['c', 23],
  ['d', 32],
])('the line of %s starts at %s when nothing stands before it', (name, start) => {
  expect(blankLineStart(text, text.indexOf(`"${name}"`))).toBe(start);
});
