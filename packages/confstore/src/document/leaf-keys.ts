import type { ConfValue } from '../conf-store.js';
import { formatKey } from '../key/format-key.js';
import { leavesIn } from './leaves.js';

export interface LeafKeyOptions {
  readonly delimiter: string;
  /** Only keys whose printed text starts with this. */
  readonly prefix?: string | undefined;
  /** With false, no `[n]` and each name once. */
  readonly index?: boolean | undefined;
}

/** The printed keys of all leaves of a document, one after the other in its order. */
export function* leafKeysIn(
  root: ConfValue,
  { delimiter, prefix = '', index = true }: LeafKeyOptions,
): Generator<string> {
  const seen = new Set<string>();
  for (const { path } of leavesIn(root)) {
    const names = index ? path : path.filter((step) => typeof step === 'string');
    const key = formatKey(names, delimiter);
    if (!key.startsWith(prefix) || seen.has(key)) continue;
    if (!index) seen.add(key);
    yield key;
  }
}
