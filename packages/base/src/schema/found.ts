import { maskSecrets } from '../secrets/mask-secrets.js';
import { namesIn } from './members.js';

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
