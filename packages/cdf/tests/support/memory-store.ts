import type { ConfValue } from '@hare/confstore';
import type { ReadableStore } from '../../src/read-dialect.js';

/** A ConfStore for tests that is a value in memory. */
export function memoryStore(
  document: unknown,
  options: { readonly url?: string } = {},
): ReadableStore {
  const url = options.url ?? 'dict:test';
  return {
    url,
    delimiter: '>',
    data: () => Promise.resolve(toConfValue(document)),
    where: (key) => ({ url, key }),
  };
}

/** Plain data as in a ConfStore: maps as `Map`. */
export function toConfValue(value: unknown): ConfValue {
  if (Array.isArray(value)) return value.map(toConfValue);
  if (typeof value === 'object' && value !== null && !(value instanceof Date))
    return new Map(Object.entries(value).map(([name, member]) => [name, toConfValue(member)]));
  return value as ConfValue;
}
