/** Key names whose values are secret: `spec: Secrets` of the stages' decisions; singular and plural, any case. */
const secretName = /(secret|password|passwd|token|credential|(secret|access|private|api|ssh)_?key)s?$/i;

/** What stands in for a secret wherever people or programs read our output. */
export const mask = '******';

/** True when the last name of a key says that its value is a secret; `extra` are further names, compared without regard to case. */
export function isSecretName(name: string, extra: readonly string[] = []): boolean {
  return secretName.test(name) || extra.some((other) => other.toLowerCase() === name.toLowerCase());
}

/** The URL without the password it may carry: `https://user:******@host/`; text that is no URL comes back as it is. */
export function maskUrl(url: string): string {
  // The length of a scheme is bounded: without that, one long word would take quadratic time. A password may hold an unencoded `@`.
  return url.replace(/([a-z][a-z0-9+.-]{0,40}:\/\/[^/?#\s:@]*):[^/?#\s]*@/gi, `$1:${mask}@`);
}

/** A copy of plain data with the values of secret names, and passwords in URLs, masked. Maps, lists and scalars of any depth. */
export function maskSecrets(value: unknown, extra: readonly string[] = []): unknown {
  if (typeof value === 'string') return maskUrl(value);
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, extra));
  if (value instanceof Map) return new Map([...value].map(([name, item]) => [name, isSecretName(String(name), extra) ? mask : maskSecrets(item, extra)]));
  if (typeof value === 'object' && value !== null && (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, isSecretName(name, extra) ? mask : maskSecrets(item, extra)]));
  }
  return value;
}
