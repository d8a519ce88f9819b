import { maskSecrets } from '../secrets/mask-text.js';

/** A value as messages name it: `"eth0"`, `5`, `a list of 3`, `a map`, `nothing`. */
export function found(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return quoted(String(maskSecrets(value)));
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (value instanceof Date)
    return `the date ${Number.isNaN(value.getTime()) ? 'without a time' : value.toISOString()}`;
  const names = namesIn(value);
  if (names !== undefined) return names.length === 0 ? 'an empty map' : 'a map';
  return `${value as number | boolean | bigint}`;
}

/** Text in double quotes, cut after 60 characters. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}

/** The names in a map, or in an object as JSON gives it; undefined for anything else. */
export function namesIn(value: unknown): readonly string[] | undefined {
  if (value instanceof Map) return [...(value as ReadonlyMap<string, unknown>).keys()];
  return isObject(value) ? Object.keys(value) : undefined;
}

/** The value at a name of a map or object, or at a position of a list. */
export function memberOf(value: unknown, segment: string | number): unknown {
  if (typeof segment === 'number')
    return Array.isArray(value) ? (value as readonly unknown[])[segment] : undefined;
  if (value instanceof Map) return (value as ReadonlyMap<string, unknown>).get(segment);
  return isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Map)
  );
}
