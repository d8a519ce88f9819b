import { expect, test } from 'vitest';
import { shellWord } from './command-text.js';

test.each([
  ['a', 'a'],
  ['json:///a/b.json', 'json:///a/b.json'],
  ['a b', "'a b'"],
  ["it's", "'it'\\''s'"],
  ['', "''"],
  ['$HOME', "'$HOME'"],
])('the word %j is typed as %s', (word, typed) => {
  expect(shellWord(word)).toBe(typed);
});
