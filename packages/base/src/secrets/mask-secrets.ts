import { isSecretName } from './is-secret-name.js';
import { mask } from './mask.js';
import { maskText } from './mask-text.js';

/**
 * A copy of plain data with the values of secret names, and secrets in texts, masked. Maps, lists
 * and scalars of any depth.
 */
export function maskSecrets(value: unknown, extra: readonly string[] = []): unknown {
  if (typeof value === 'string') return maskText(value, extra);
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, extra));
  if (value instanceof Map)
    return new Map(
      [...value].map(([name, item]) => [
        name,
        isSecretName(String(name), extra) ? mask : maskSecrets(item, extra),
      ]),
    );
  if (
    typeof value === 'object' &&
    value !== null &&
    (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)
  ) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        isSecretName(name, extra) ? mask : maskSecrets(item, extra),
      ]),
    );
  }
  return value;
}
