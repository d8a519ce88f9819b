import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { treeKeys, treeValues } from '../../tests/laws/tree-values.js';
import type { ConfMap, ConfValue } from '../conf-store.js';
import { isHareError } from '@hare/base';
import { formatKey } from '../key/format-key.js';
import { toConfValue } from './conf-value.js';
import { equalValues } from './equal-values.js';
import { leavesOf } from './leaves.js';
import { compose, lens, makeLens, type Lens } from './lens.js';

const documents: fc.Arbitrary<ConfMap> = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'a>b'), treeValues), { maxLength: 4 })
  .map((entries) => new Map(entries));

/** A document, and the lens of a key that may be set in it. */
const settable = fc.tuple(documents, treeKeys).map(([document, makeKey]) => ({
  document,
  key: makeKey(leavesOf(document).map(({ path }) => formatKey(path))),
}));

function trySet(key: Lens<ConfValue, ConfValue>, document: ConfValue, value: ConfValue): ConfValue {
  try {
    return key.set(document, value);
  } catch (error) {
    fc.pre(!isHareError(error));
    throw error;
  }
}

test('what is set is what is got, and of two sets the second wins', () => {
  const property = fc.property(
    settable,
    treeValues,
    treeValues,
    ({ document, key }, value, other) => {
      const set = trySet(lens(key), document, value);
      expect(equalValues(lens(key).get(set), value)).toBe(true);
      expect(equalValues(lens(key).set(trySet(lens(key), document, other), value), set)).toBe(true);
    },
  );
  fc.assert(property, { numRuns: inject('limits').lawRuns });
});

test('setting what was got changes nothing', () => {
  const property = fc.property(settable, ({ document, key }) => {
    const value = lens(key).get(document);
    fc.pre(value !== null);
    expect(equalValues(lens(key).set(document, value), document)).toBe(true);
    expect(
      equalValues(
        lens(key).over(document, (same) => same),
        document,
      ),
    ).toBe(true);
  });
  fc.assert(property, { numRuns: inject('limits').lawRuns });
});

test('the document that is given stays as it is', () => {
  const property = fc.property(settable, treeValues, ({ document, key }, value) => {
    const before = toConfValue(document);
    trySet(lens(key), document, value);
    expect(equalValues(document, before)).toBe(true);
  });
  fc.assert(property, { numRuns: inject('limits').lawRuns });
});

test('compose goes through both: lens(a) then lens(b[0]) is lens(a>b[0])', () => {
  const document = new Map([['a', new Map([['b', [1, 2]]])]]);
  const composed = compose(lens('a'), lens('b[0]'));
  expect(composed.get(document)).toBe(1);
  expect(equalValues(composed.set(document, 5), lens('a>b[0]').set(document, 5))).toBe(true);
  expect(equalValues(composed.set(null, 5), toConfValue({ a: { b: [5] } }))).toBe(true);
});

test('a lens has types of its own: a number of a text, composed', () => {
  const port = makeLens<ConfValue, number>(
    (text) => Number(text),
    (_text, number) => String(number),
  );
  const both = compose(lens('server>port'), port);
  expect(both.over(toConfValue({ server: { port: '80' } }), (number) => number + 8000)).toEqual(
    toConfValue({ server: { port: '8080' } }),
  );
});
