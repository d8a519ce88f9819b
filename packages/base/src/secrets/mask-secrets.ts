import { isSecretName } from './is-secret-name.js';
import { maskText } from './mask-text.js';
import { mask } from './mask-url.js';

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
