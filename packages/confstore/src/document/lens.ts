import type { ConfValue, PlainValue } from '../conf-store.js';
import { parseKey } from '../key/parse-key.js';
import { defaultDelimiter } from '../key/delimiter.js';
import type { Path } from '../key/path.js';
import { toConfValue, toPlain } from './conf-value.js';
import { Draft } from './draft.js';
import { isMap, describeValue } from './kind-of.js';
import { HareError } from '@hare/base';

/**
 * A way to a part B of a whole A. It loses nothing: what is set is what is got, setting what was
 * got changes nothing, and of two sets the second wins.
 */
export interface Lens<A, B> {
  get(whole: A): B;
  /** A copy of the whole with that part; the original is unchanged. */
  set(whole: A, part: B): A;
  /** A new whole whose part is what `change` makes of it. */
  over(whole: A, change: (part: B) => B): A;
}

/** A lens from its two halves. */
export function makeLens<A, B>(get: (whole: A) => B, set: (whole: A, part: B) => A): Lens<A, B> {
  return { get, set, over: (whole, change) => set(whole, change(get(whole))) };
}

/** The lens of a key: it serves any document, whose type it keeps. */
export interface KeyLens<B> {
  get(whole: unknown): B;
  set<A>(whole: A, part: B): A;
  over<A>(whole: A, change: (part: B) => B): A;
}

/**
 * The lens of a key: `lens('a>b[0]').get(doc)` is null if there is none; `.set(doc, value)` makes
 * maps and lists on the way, as the ConfStore's `set` does. A document of `Map`s stays one and
 * shares what did not change; any other is plain data. `B` is what you know; nothing checks it.
 * @example
 * lens<number>('server>port').get({ server: { port: 80 } }) // => 80
 * lens('server>port').set({}, 8080) // => { server: { port: 8080 } }
 * @throws HareError `KEY_SYNTAX` at once; `VALUE_NOT_HELD` for what is not a document;
 *   `PATH_BLOCKED`, `LIST_GAP` when setting.
 */
export function lens<B = PlainValue>(
  key: string,
  options: { readonly delimiter?: string } = {},
): KeyLens<B> {
  const delimiter = options.delimiter ?? defaultDelimiter;
  const path = parseKey(key, delimiter);
  const refused = `cannot set ${key}: the document`;
  const get = (whole: unknown): B => {
    const part = partAt(whole, path) ?? null;
    return (whole instanceof Map ? toConfValue(part) : toPlain(toConfValue(part))) as B;
  };
  const set = <A>(whole: A, part: B): A => {
    const isMapped = whole instanceof Map;
    const root = isMapped ? (whole as ConfValue) : toConfValue(whole);
    const room = root === null || root === '';
    if (!room && !isMap(root))
      throw new HareError('PATH_BLOCKED', `${refused} is ${describeValue(root)}`, {
        where: { key },
        hint: 'a key starts in a map',
      });
    const draft = new Draft(isMap(root) ? root : new Map<string, ConfValue>(), delimiter);
    draft.set(path, toConfValue(part));
    return (isMapped ? draft.root : toPlain(draft.root)) as A;
  };
  return { get, set, over: (whole, change) => set(whole, change(get(whole))) };
}

/** The part of plain data or of `Map`s; only what a document has of its own. */
function partAt(whole: unknown, path: Path): unknown {
  let value = whole;
  for (const step of path) {
    if (Array.isArray(value))
      value = typeof step === 'number' ? (value as readonly unknown[])[step] : undefined;
    else if (typeof step === 'number') return undefined;
    else if (value instanceof Map) value = (value as ReadonlyMap<string, unknown>).get(step);
    else if (typeof value === 'object' && value !== null && Object.hasOwn(value, step))
      value = (value as Readonly<Record<string, unknown>>)[step];
    else return undefined;
  }
  return value;
}

/** `compose(lens('a'), lens('b'))` is `lens('a>b')`. */
export function compose<A, B, C>(outer: Lens<A, B>, inner: Lens<B, C>): Lens<A, C> {
  return makeLens<A, C>(
    (whole) => inner.get(outer.get(whole)),
    (whole, part) => outer.set(whole, inner.set(outer.get(whole), part)),
  );
}
