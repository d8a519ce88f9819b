import { expect, test } from 'vitest';
import { blankLineStart, indentationAt, LineFinder } from './lines.js';

const text = '{\n  "a": {}, "b": {},\r\n\t"c": {}\r "d": 1}';

test('a line finder answers what looking back to the start of the line does, in any order', () => {
  const places = Array.from({ length: text.length + 1 }, (_, at) => at);
  const finder = new LineFinder(text);
  for (const at of [...places, ...places.toReversed(), 30, 5, 21, 4])
    expect([at, finder.indentationAt(at)]).toEqual([at, indentationAt(text, at)]);
});

test.each([
  ['a', 2],
  ['b', undefined],
  ['c', 23],
  ['d', 32],
])('the line of %s starts at %s when nothing stands before it', (name, start) => {
  expect(blankLineStart(text, text.indexOf(`"${name}"`))).toBe(start);
});
