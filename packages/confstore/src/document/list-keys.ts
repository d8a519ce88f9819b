import { formatKey } from '../key/format-key.js';
import type { Path } from '../key/path.js';

export interface ListKeysOptions {
  readonly delimiter: string;
  /** Only keys whose printed text starts with this. */
  readonly prefix?: string | undefined;
  /** With false, no `[n]` and each name once. */
  readonly index?: boolean | undefined;
}

/** The printed keys of paths, in their order. */
export function listKeys(paths: readonly Path[], options: ListKeysOptions): readonly string[] {
  const { delimiter, prefix = '', index = true } = options;
  const keys = paths.map((path) => formatKey(index ? path : path.filter((step) => typeof step === 'string'), delimiter));
  const wanted = prefix === '' ? keys : keys.filter((key) => key.startsWith(prefix));
  return index ? wanted : [...new Set(wanted)];
}
