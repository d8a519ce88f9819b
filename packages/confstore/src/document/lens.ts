import type { ConfValue } from '../conf-store.js';
import { parseKey } from '../key/parse-key.js';
import { defaultDelimiter } from '../key/delimiter.js';
import { cloneValue, toConfValue } from './conf-value.js';
import { Draft } from './draft.js';
import { getIn } from './get-in.js';
import { isMap, describeValue } from './kind-of.js';
import { HareError } from '@hare/base';

/**
 * A way to a part B of a whole A. It loses nothing: what is set is what is got, setting what was
 * got changes nothing, and of two sets the second wins.
 */
export interface Lens<A, B> {
  get(whole: A): B;
  /** A new whole with that part; the one given stays as it is. */
  set(whole: A, part: B): A;
  /** A new whole whose part is what `change` makes of it. */
  over(whole: A, change: (part: B) => B): A;
}

/** A lens from its two halves. */
export function makeLens<A, B>(get: (whole: A) => B, set: (whole: A, part: B) => A): Lens<A, B> {
  return { get, set, over: (whole, change) => set(whole, change(get(whole))) };
}

/**
 * The lens of a key: `lens('a>b[0]').get(doc)` is null when nothing is there; `.set(doc, value)`
 * makes maps and lists on the way, as the ConfStore's `set` does, and shares what did not change
 * with the document given.
 * @throws HareError `KEY_SYNTAX` at once; `PATH_BLOCKED`, `LIST_GAP` when setting.
 */
export function lens(
  key: string,
  options: { readonly delimiter?: string } = {},
): Lens<ConfValue, ConfValue> {
  const delimiter = options.delimiter ?? defaultDelimiter;
  const path = parseKey(key, delimiter);
  return makeLens<ConfValue, ConfValue>(
    (whole) => cloneValue(getIn(whole, path) ?? null),
    (whole, part) => {
      const room = whole === null || whole === '';
      if (!room && !isMap(whole))
        throw new HareError(
          'PATH_BLOCKED',
          `cannot set ${key}: the document is ${describeValue(whole)}`,
          { where: { key }, hint: 'a key starts in a map' },
        );
      const draft = new Draft(isMap(whole) ? whole : new Map<string, ConfValue>(), delimiter);
      draft.set(path, toConfValue(part));
      return draft.root;
    },
  );
}

/**
 * The lens that goes through `outer`, then `inner`: `compose(lens('a'), lens('b'))` is
 * `lens('a>b')`.
 */
export function compose<A, B, C>(outer: Lens<A, B>, inner: Lens<B, C>): Lens<A, C> {
  return makeLens<A, C>(
    (whole) => inner.get(outer.get(whole)),
    (whole, part) => outer.set(whole, inner.set(outer.get(whole), part)),
  );
}
