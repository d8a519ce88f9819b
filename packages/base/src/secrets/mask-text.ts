import { isSecretName } from './is-secret-name.js';
import { maskRanges, type Range } from './mask-ranges.js';
import { secretRanges } from './secret-ranges.js';

/** What replaces a secret in all our output. */
export const mask = '******';

/**
 * The URL without the password it may carry: `https://user:******@host/`; text that is not a URL is
 * returned unchanged.
 */
export function maskUrl(url: string): string {
  // The length of a scheme is bounded: without that, one long word would take quadratic time. A
  // password may contain an unencoded `@`.
  return url.replace(/([a-z][a-z0-9+.-]{0,40}:\/\/[^/?#\s:@]*):[^/?#\s]*@/gi, `$1:${mask}@`);
}

/**
 * Text with passwords in URLs, private keys, and the values of secret names masked. `extra`:
 * further names; `known`: the ranges of other secrets.
 */
export function maskText(
  text: string,
  extra: readonly string[] = [],
  known: readonly Range[] = [],
): string {
  return maskUrl(maskRanges(text, [...secretRanges(text, extra), ...known], mask));
}

/**
 * A copy of plain data with the values of secret names, and secrets in texts, masked. Maps, lists
 * and scalars of any depth.
 */
export function maskSecrets(value: unknown, extra: readonly string[] = []): unknown {
  if (typeof value === 'string') return maskText(value, extra);
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, extra));
  if (value instanceof Map) return new Map(maskMembers([...value], extra));
  if (isPlainObject(value)) return Object.fromEntries(maskMembers(Object.entries(value), extra));
  return value;
}

function maskMembers<N>(
  members: readonly (readonly [N, unknown])[],
  extra: readonly string[],
): readonly (readonly [N, unknown])[] {
  return members.map(([name, item]) => [
    name,
    isSecretName(String(name), extra) ? mask : maskSecrets(item, extra),
  ]);
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
