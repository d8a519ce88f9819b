import { connectionRanges, isSecretName, lastName, mask, maskText, type Range } from '@hare/base';
import { spellingsOfSecret } from './spellings-of-secret.js';

/**
 * Takes secrets out of everything that people or programs read. It knows secret names, passwords in
 * URLs, and the secret values it was given.
 */
export interface Masker {
  /** Further names whose values are secret (setting `secrets.extra`). */
  addNames(names: readonly string[]): void;
  /**
   * Remembers a secret value: it is masked wherever it appears. Values under four characters are
   * masked only next to a secret name.
   */
  learn(secret: string): void;
  /**
   * Remembers every value below a secret name in plain data, and passwords in URLs and connection
   * strings.
   */
  learnFrom(data: unknown): void;
  text(text: string): string;
  /** A copy of plain data with all its texts masked, and the values of secret names. */
  data<T>(value: T): T;
}

/** Words that appear as values of secret names, and say nothing. */
const plainWords = new Set(['true', 'false', 'null', 'none', 'undefined', mask]);

/** Texts from this length on are masked once, and remembered until more secrets are known. */
const longText = 2 ** 16;

// Lengths are bounded: no text makes this slow.
const urlPassword = /[a-z][a-z0-9+.-]{0,40}:\/\/[^/?#\s:@]*:(?<password>[^/?#\s]+)@/gi;

/** A masker that knows no secrets yet. */
export function createMasker(): Masker {
  const extra: string[] = [];
  const secrets = new Set<string>();
  let known: RegExp | undefined;
  // The diff of a step goes to the log, to people and into the report.
  const maskedTexts = new Map<string, string>();

  const learn = (secret: string): void => {
    for (const spelling of spellingsOfSecret(secret)) {
      if (spelling.length < 4 || plainWords.has(spelling.toLowerCase())) continue;
      secrets.add(spelling);
      known = undefined;
      maskedTexts.clear();
    }
  };
  const learnFrom = (data: unknown, secret = false): void => {
    if (typeof data === 'string') {
      if (secret) learn(data);
      // Passwords in URLs and connection strings are before an @ or after a =.
      if (!/[@=]/.test(data)) return;
      for (const { groups: { password = '' } = {} } of data.matchAll(urlPassword)) {
        learn(password);
        learn(decoded(password));
      }
      for (const { start, end } of connectionRanges(data)) learn(data.slice(start, end));
    } else if (typeof data === 'number' || typeof data === 'bigint') {
      if (secret) learn(String(data));
    } else if (Array.isArray(data)) for (const item of data) learnFrom(item, secret);
    else if (data instanceof Map)
      for (const [name, item] of data as Map<unknown, unknown>)
        learnFrom(item, secret || isSecretName(lastName(String(name)), extra));
    else if (typeof data === 'object' && data !== null)
      for (const [name, item] of Object.entries(data))
        learnFrom(item, secret || isSecretName(lastName(name), extra));
  };
  const text = (raw: string): string => {
    if (raw.length < longText) return masked(raw);
    const kept = maskedTexts.get(raw) ?? masked(raw);
    maskedTexts.set(raw, kept);
    return kept;
  };
  const masked = (raw: string): string => {
    known ??= anyOf(secrets);
    const values =
      known === undefined
        ? []
        : [...raw.matchAll(known)].map(({ index, 0: found }): Range => ({
            start: index,
            end: index + found.length,
          }));
    return maskText(raw, extra, values);
  };
  const data = (value: unknown, secret = false): unknown => {
    if (typeof value === 'string') return secret ? mask : text(value);
    if (Array.isArray(value)) return value.map((item) => data(item, secret));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [
          name,
          data(item, secret || isSecretName(name, extra)),
        ]),
      );
    return secret && typeof value === 'number' ? mask : value;
  };
  return {
    addNames: (names) => {
      extra.push(...names);
      maskedTexts.clear();
    },
    learn,
    learnFrom,
    text,
    data: (value) => data(value) as typeof value,
  };
}

/** A password as it was before it was put into a URL. */
function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

/** Longer secrets first: one may be part of another. */
function anyOf(secrets: ReadonlySet<string>): RegExp | undefined {
  const escaped = [...secrets]
    .sort((a, b) => b.length - a.length)
    .map((secret) => secret.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return escaped.length === 0 ? undefined : new RegExp(escaped.join('|'), 'g');
}
