import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { treeKeys, treeValues } from '../../tests/laws/tree-values.js';
import type { ConfMap, ConfValue } from '../conf-store.js';
import { isHareError } from '@hare/base';
import { formatKey } from '../key/format-key.js';
import { toConfValue } from './conf-value.js';
import { equalValues } from './equal-values.js';
import { leavesOf } from './leaves.js';
import { compose, lens as lensOf, makeLens, type KeyLens } from './lens.js';

/** The lens of a key in documents of `Map`s. */
const lens = (key: string): KeyLens<ConfValue> => lensOf<ConfValue>(key);

const documents: fc.Arbitrary<ConfMap> = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'a>b'), treeValues), { maxLength: 4 })
  .map((entries) => new Map(entries));

/** A document, and the lens of a key that may be set in it. */
const settable = fc.tuple(documents, treeKeys).map(([document, makeKey]) => ({
  document,
  key: makeKey(leavesOf(document).map(({ path }) => formatKey(path))),
}));

function trySet(key: KeyLens<ConfValue>, document: ConfValue, value: ConfValue): ConfValue {
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

test('a list has items, and no names', () => {
  const document = new Map([['b', ['x', 'y']]]);
  for (const whole of [document, { b: ['x', 'y'] }]) {
    expect(lens('b[1]').get(whole)).toBe('y');
    expect(lens('b>1').get(whole)).toBeNull();
    expect(lens('b>length').get(whole)).toBeNull();
  }
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
  const document = { a: { b: [1, 2] } };
  const composed = compose(lensOf('a'), lensOf('b[0]'));
  expect(composed.get(document)).toBe(1);
  expect(composed.set(document, 5)).toEqual(lensOf('a>b[0]').set(document, 5));
  expect(composed.set(null, 5)).toEqual({ a: { b: [5] } });
});

test('a lens has types of its own: a number of a text, composed', () => {
  const port = makeLens<string | null, number>(
    (text) => Number(text),
    (_text, number) => String(number),
  );
  const both = compose(lensOf<string | null>('server>port'), port);
  expect(both.over({ server: { port: '80' } }, (number) => number + 8000)).toEqual({
    server: { port: '8080' },
  });
});

test('a lens keeps the type of a plain document, and reads only what the document has itself', () => {
  interface App {
    readonly server: { readonly port: number };
  }
  const app: App = { server: { port: 80 } };
  const changed: App = lensOf<number>('server>port').over(app, (port) => port + 1);
  expect([changed, app]).toEqual([{ server: { port: 81 } }, { server: { port: 80 } }]);
  const foreign: unknown = JSON.parse('{"a": {"__proto__": {"x": 1}}}');
  expect(lensOf('a>__proto__>x').get(foreign)).toBe(1);
  expect(lensOf('a>constructor>name').get(foreign)).toBeNull();
  expect(JSON.stringify(lensOf('a>__proto__>y').set(foreign, 2))).toBe(
    '{"a":{"__proto__":{"x":1,"y":2}}}',
  );
  expect(({} as { readonly y?: unknown }).y).toBeUndefined();
});

test('what is no document is refused', () => {
  expect(() => lensOf('a').set(() => 1, 2)).toThrow(
    expect.objectContaining({ code: 'VALUE_NOT_HELD' }),
  );
  expect(() => lensOf('a').set(5, 2)).toThrow(expect.objectContaining({ code: 'PATH_BLOCKED' }));
});
