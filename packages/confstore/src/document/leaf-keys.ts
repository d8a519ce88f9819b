import type { ConfValue } from '../conf-store.js';
import { formatName } from '../key/format-key.js';
import { isLeaf, isList, isMap } from './kind-of.js';

export interface LeafKeyOptions {
  readonly delimiter: string;
  /** Only keys whose printed text starts with this. */
  readonly prefix?: string | undefined;
  /** With false, no `[n]` and each name once. */
  readonly index?: boolean | undefined;
}

/** The printed keys of all leaves of a document, in its order. */
export function leafKeys(root: ConfValue, options: LeafKeyOptions): readonly string[] {
  const { delimiter, prefix = '', index = true } = options;
  const keys: string[] = [];
  const walk = (value: ConfValue, key: string): void => {
    if (isLeaf(value)) {
      if (key !== '' && key.startsWith(prefix)) keys.push(key);
    } else if (isMap(value)) {
      for (const [name, item] of value) walk(item, key === '' ? formatName(name, delimiter) : key + delimiter + formatName(name, delimiter));
    } else if (isList(value)) {
      for (let at = 0; at < value.length; at++) walk(value[at] ?? null, index ? `${key}[${at}]` : key);
    }
  };
  walk(root, '');
  return index ? keys : [...new Set(keys)];
}
