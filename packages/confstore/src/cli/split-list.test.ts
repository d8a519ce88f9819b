import { expect, test } from 'vitest';
import { splitKeys, splitPairs } from './split-list.js';

test.each([
  ['a;b>c', ['a', 'b>c']],
  ['a;', ['a', '']],
  ['a; b', ['a', ' b']],
  ['"x;y">z;b>"q;""r"[0];c', ['"x;y">z', 'b>"q;""r"[0]', 'c']],
  ['say"x;y', ['say"x', 'y']],
  ['', ['']],
])('the keys of %j', (text, keys) => {
  expect(splitKeys(text, '>')).toEqual(keys);
});

test('with ; as delimiter there is one key', () => {
  expect(splitKeys('a;b', ';')).toEqual(['a;b']);
});

test.each([
  [
    'a=1;b>c=2',
    '=',
    false,
    [
      ['a', '1'],
      ['b>c', '2'],
    ],
  ],
  ['a=b=v', '=', false, [['a', 'b=v']]],
  ['q=', '=', false, [['q', '']]],
  [
    '"a=b"[0]>c=1;d=2',
    '=',
    false,
    [
      ['"a=b"[0]>c', '1'],
      ['d', '2'],
    ],
  ],
  ['"a;b"=1', '=', false, [['"a;b"', '1']]],
  ['h:localhost:9090', ':', false, [['h', 'localhost:9090']]],
  ['k>v', '>', false, [['k', 'v']]],
  [
    'a="x;\\"y";b={"k":";"}',
    '=',
    true,
    [
      ['a', '"x;\\"y"'],
      ['b', '{"k":";"}'],
    ],
  ],
  ['a="x', '=', false, [['a', '"x']]],
])('the pairs of %j at %j', (text, separator, typed, pairs) => {
  expect(splitPairs(text, separator, '>', typed).map(({ key, value }) => [key, value])).toEqual(
    pairs,
  );
});

test.each(['a=1;bad', 'bad', 'q=a;b', ''])('%j has something that is no pair', (text) => {
  expect(() => splitPairs(text, '=', '>', false)).toThrow(
    expect.objectContaining({ code: 'USAGE', exitCode: 2 }),
  );
});
