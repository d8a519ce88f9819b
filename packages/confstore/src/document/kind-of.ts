import type { ConfList, ConfMap, ConfValue } from '../conf-store.js';
import type { Path } from '../key/path.js';
import { isSecretName, maskText } from '@hare/base';

export function isMap(value: ConfValue | undefined): value is ConfMap {
  return value instanceof Map;
}

export function isList(value: ConfValue | undefined): value is ConfList {
  return Array.isArray(value);
}

/** True for scalars and for containers without items: what `keys` lists. */
export function isLeaf(value: ConfValue): boolean {
  if (isMap(value)) return value.size === 0;
  return !isList(value) || value.length === 0;
}

/** A value in a few words for messages; not quoted below a secret name or without a path. */
export function describeValue(value: ConfValue, path?: Path): string {
  if (value === null) return 'null';
  if (isMap(value))
    return value.size === 0 ? 'an empty map' : `a map of ${count(value.size, 'key')}`;
  if (isList(value))
    return value.length === 0 ? 'an empty list' : `a list of ${count(value.length, 'item')}`;
  if (path === undefined || path.some((step) => typeof step === 'string' && isSecretName(step)))
    return typeof value === 'string' ? 'a text' : 'not a text, list or map';
  if (value instanceof Date) return `the date ${value.toISOString()}`;
  if (typeof value !== 'string')
    return `the ${typeof value === 'boolean' ? 'truth value' : 'number'} ${String(value)}`;
  const shown = maskText(value);
  return `the text ${JSON.stringify(shown.length > 60 ? `${shown.slice(0, 57)}...` : shown)}`;
}

/** `1 key`, `2 keys`. */
export function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`;
}
