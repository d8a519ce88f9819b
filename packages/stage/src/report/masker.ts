import { isSecretName, mask, maskUrl } from '@hare/confstore/secrets';
import { maskText } from '@hare/hctl';
import { spellingsOfSecret } from './spellings-of-secret.js';

/** Takes secrets out of everything that people or programs read. It knows secret names, passwords in URLs, and the secret values it was told. */
export interface Masker {
  /** Remembers a secret value: it is masked wherever it appears. Values under four characters are left to the names beside them. */
  learn(secret: string): void;
  /** Remembers every value below a secret name in plain data, and passwords in URLs. */
  learnFrom(data: unknown): void;
  text(text: string): string;
  /** A copy of plain data with all its texts masked, and the values of secret names. */
  data<T>(value: T): T;
}

/** Words that appear as values of secret names, and say nothing. */
const plainWords = new Set(['true', 'false', 'null', 'none', 'undefined', mask]);

const secretLine = /^(?<before>[\s+-]*["']?(?<name>[\w.>\-[\]]+)["']?\s*[:=]\s*)(?<value>\S.*)$/gm;
const secretFlag = /(?<before>--?(?<name>[\w-]+)[ =])(?<value>\S+)/g;
const authorization = /\b(?<scheme>Bearer|Basic)\s+[\w.~+/=-]{4,}/g;
const urlPassword = /[a-z][a-z0-9+.-]*:\/\/[^/?#\s:@]*:(?<password>[^/?#\s@]+)@/gi;

/** A masker; `extra` are further secret names (setting `secrets.extra`). */
export function createMasker(extra: readonly string[] = []): Masker {
  const secrets = new Set<string>();
  let pattern: RegExp | undefined;

  const learn = (secret: string): void => {
    for (const spelling of spellingsOfSecret(secret)) {
      if (spelling.length < 4 || plainWords.has(spelling.toLowerCase())) continue;
      secrets.add(spelling);
      pattern = undefined;
    }
  };
  const learnFrom = (data: unknown, secret = false): void => {
    if (typeof data === 'string') {
      if (secret) learn(data);
      for (const { groups } of data.matchAll(urlPassword)) learn(groups?.['password'] ?? '');
    } else if (typeof data === 'number' || typeof data === 'bigint') {
      if (secret) learn(String(data));
    } else if (Array.isArray(data)) for (const item of data) learnFrom(item, secret);
    else if (data instanceof Map) for (const [name, item] of data as Map<unknown, unknown>) learnFrom(item, secret || isSecretName(lastName(String(name)), extra));
    else if (typeof data === 'object' && data !== null) for (const [name, item] of Object.entries(data)) learnFrom(item, secret || isSecretName(lastName(name), extra));
  };
  const beside = (whole: string, groups: Readonly<Record<string, string | undefined>>): string => (isSecretName(lastName(groups['name'] ?? ''), extra) ? `${groups['before'] ?? ''}${mask}` : whole);
  const text = (raw: string): string => {
    pattern ??= secrets.size === 0 ? undefined : new RegExp([...secrets].sort((a, b) => b.length - a.length).map((secret) => secret.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
    const known = pattern === undefined ? raw : raw.replace(pattern, mask);
    const named = known
      .replace(secretLine, (whole: string, ...args: unknown[]) => beside(whole, args.at(-1) as Record<string, string>))
      .replace(secretFlag, (whole: string, ...args: unknown[]) => beside(whole, args.at(-1) as Record<string, string>))
      .replace(authorization, `$<scheme> ${mask}`);
    return maskUrl(maskText(named, extra));
  };
  const data = (value: unknown, secret = false): unknown => {
    if (typeof value === 'string') return secret ? mask : text(value);
    if (Array.isArray(value)) return value.map((item) => data(item, secret));
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, data(item, secret || isSecretName(name, extra))]));
    return secret && typeof value === 'number' ? mask : value;
  };
  return { learn, learnFrom, text, data: (value) => data(value) as typeof value };
}

/** `a>b[0].token` → `token` */
function lastName(key: string): string {
  return key.replace(/(\[\d+\])+$/, '').split(/[>./|:;]/).at(-1) ?? key;
}
