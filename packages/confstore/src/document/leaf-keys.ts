import type { ConfValue } from '../conf-store.js';
import { formatName } from '../key/format-key.js';
import { isLeaf } from './kind-of.js';
import { entriesOf } from './leaves.js';

export interface LeafKeyOptions {
  readonly delimiter: string;
  /** Only keys whose printed text starts with this. */
  readonly prefix?: string | undefined;
  /** With false, no `[n]` and each name once. */
  readonly index?: boolean | undefined;
}

/**
 * The printed keys of all leaves of a document, one after the other in its order; nothing is kept
 * of those that were passed.
 */
export function leafKeysIn(root: ConfValue, options: LeafKeyOptions): Iterable<string> {
  return { [Symbol.iterator]: () => wanted(root, options) };
}

/** The printed keys of all leaves of a document as a list. */
export function leafKeys(root: ConfValue, options: LeafKeyOptions): readonly string[] {
  return [...leafKeysIn(root, options)];
}

function* wanted(
  root: ConfValue,
  { delimiter, prefix = '', index = true }: LeafKeyOptions,
): Generator<string> {
  const seen = new Set<string>();
  for (const key of walk(root, delimiter, index)) {
    if (key === '' || !key.startsWith(prefix) || seen.has(key)) continue;
    if (!index) seen.add(key);
    yield key;
  }
}

function* walk(root: ConfValue, delimiter: string, index: boolean): Generator<string> {
  const open = [{ entries: entriesOf(root), key: '' }];
  for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
    const next = inner.entries.next();
    if (next.done === true) {
      open.pop();
      continue;
    }
    const [step, item] = next.value;
    const position = index ? `${inner.key}[${step}]` : inner.key;
    const key =
      typeof step === 'number'
        ? position
        : (inner.key === '' ? '' : inner.key + delimiter) + formatName(step, delimiter);
    if (isLeaf(item)) yield key;
    else open.push({ entries: entriesOf(item), key });
  }
}
