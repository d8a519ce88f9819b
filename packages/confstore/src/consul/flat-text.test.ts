import { expect, test } from 'vitest';
import { isTextAtOrBelow, pathOfText, textOfPath } from './flat-text.js';

test.each(['a>b[0]', 'a', 'a>>b', '>', ' a > b ', 'x"y', 'main/a'])(
  'the key text %j is verbatim: its path has the same text',
  (text) => {
    expect(textOfPath(pathOfText(text, '>'), '>')).toBe(text);
  },
);

test('a name that holds the delimiter has no text of its own', () => {
  expect(textOfPath(['a>b'], '>')).toBeUndefined();
  expect(textOfPath(['a>b'], '/')).toBe('a>b');
});

test.each([
  ['a', 'a', true],
  ['a>b', 'a', true],
  ['a[0]>b', 'a', true],
  ['ab', 'a', false],
  ['a', 'a>b', false],
  ['anything', '', true],
])('%j is at or below %j: %s', (text, below, expected) => {
  expect(isTextAtOrBelow(text, below, '>')).toBe(expected);
});
