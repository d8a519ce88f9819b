import { isSecretName, lastName } from './is-secret-name.js';
import type { Range } from './mask-ranges.js';

// Lengths are bounded and words are entered at their first letter only: no text makes these slow.
// Each ends where its value begins, so that a value is searched too: `log: "password: x"`. Quotes
// may have backslashes before them: where the text of a KV is quoted, JSON contains JSON.
const lineName =
  /^[ \t+-]{0,200}\\{0,8}["']?(?<name>[\w.>\-[\]]{1,200})\\{0,8}["']?[ \t]{0,200}[:=]>?[ \t]{0,200}/gm;
const wordName = /(?<![\w.-])(?<name>[\w.-]{1,200})\\{0,8}["']?[ \t]{0,200}[:=]>?[ \t]{0,200}/g;
const flagName = /(?<![\w-])--?(?<name>\w[\w-]{0,200})[ \t]{1,200}/g;
const elementName = /<(?<name>[\w.-]{1,200})(?:\s[^<>]{0,400})?>(?=[^<]{1,4000}<\/)/g;
/** Settings that have a blank between name and value: Redis, OpenLDAP. */
const settingName = /^[ \t]{0,200}(?<name>requirepass|masterauth|rootpw|bindpw)[ \t]{1,200}/gm;
const authorization =
  /\bauthorization\\{0,8}["']?[ \t]{0,200}[:=]>?[ \t]{0,200}\\{0,8}["']?(?:(?<scheme>bearer|basic|token)[ \t]{1,200})?/gi;

const restOfLine = /\S.*/y;
/**
 * In quotes up to their end, however deep they are escaped; without an end, or without quotes, as
 * far as it can go.
 */
const value =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.|'')*'|(?<quote>\\{1,8}["'])[^\n]*?(?<!\\)\k<quote>|\\{0,8}["'][^\n]*|[^\s,;}\]]+/y;
const flagValue = /\S+/y;
const content = /[^<]+/y;
const credential = /[^\s"'\\]+/y;
const restInQuotes = /[^\s"'\\][^\n"'\\]*/y;

/** Secrets that are known by themselves. */
const whole = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----)[^]){0,20000}(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g,
  // The end of one whose beginning was cut away.
  /^(?:(?!-----)[^]){0,20000}-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g,
  /\bAGE-SECRET-KEY-1[0-9A-Z]{20,}/g,
  // JSON web tokens, and tokens of well-known services.
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|hvs\.|hf_)[\w-]{16,}/g,
];

/**
 * Passwords in connection strings that are not URLs: Go's `user:password@tcp(host)`,
 * `user:password@/db`, Oracle's `thin:user/password@`.
 */
const connectionPassword =
  /(?<![\w/])[\w.-]{1,64}:(?<password>[^\s"'`(){}]{1,200}?)@(?=\w{1,20}\(|\/\w)|\bthin:[^/\s]{1,64}\/(?<oracle>[^@\s"'`]{1,200})@/dg;

/** A signed link: it gives access to whoever has it. */
const signature =
  /[?&](?:sig|X-Amz-Signature|X-Amz-Security-Token|X-Goog-Signature)=(?<signature>[^&\s"'<>]{1,2000})/dgi;

/**
 * The ranges of values in a text whose names say that they are secret, passwords in connection
 * strings, private keys and tokens. `extra`: further names.
 */
export function secretRanges(text: string, extra: readonly string[] = []): readonly Range[] {
  const judged = new Map<string, boolean>();
  const isSecret = (name: string): boolean => {
    const last = lastName(name);
    // The value of "authorization" begins with a word that is not secret.
    const secret = judged.get(last) ?? (!/authorization$/i.test(last) && isSecretName(last, extra));
    judged.set(last, secret);
    return secret;
  };
  return [
    ...valuesBehind(text, lineName, restOfLine, isSecret),
    ...valuesBehind(text, wordName, value, isSecret),
    ...valuesBehind(text, flagName, flagValue, isSecret),
    ...valuesBehind(text, elementName, content, isSecret),
    ...valuesBehind(text, settingName, restOfLine, () => true),
    ...authorizations(text),
    ...odbcPasswords(text),
    ...connectionRanges(text),
    ...whole.flatMap((pattern) =>
      [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
        start: index,
        end: index + found.length,
      })),
    ),
  ];
}

/** The ranges of passwords in connection strings and signed links. */
export function connectionRanges(text: string): readonly Range[] {
  return [connectionPassword, signature].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ indices }) =>
      Object.values<[number, number] | undefined>(indices?.groups ?? {}).flatMap((found) =>
        found === undefined ? [] : [{ start: found[0], end: found[1] }],
      ),
    ),
  );
}

function authorizations(text: string): readonly Range[] {
  let covered = 0;
  return [...text.matchAll(authorization)].flatMap(({ index, 0: before, groups }) => {
    const start = index + before.length;
    if (start < covered) return [];
    const found = rangeAt(
      text,
      start,
      groups?.['scheme'] === undefined ? restInQuotes : credential,
    );
    covered = found[0]?.end ?? covered;
    return found;
  });
}

/** `UID=sa;PWD=…`: elsewhere this name is the working directory, whose value is a path. */
function odbcPasswords(text: string): readonly Range[] {
  return valuesBehind(text, /(?<![\w-])(?<name>PWD)=(?!\/)/g, value, () => true);
}

function valuesBehind(
  text: string,
  names: RegExp,
  what: RegExp,
  isSecret: (name: string) => boolean,
): readonly Range[] {
  let covered = 0;
  return [...text.matchAll(names)].flatMap(({ index, 0: before, groups }) => {
    const start = index + before.length;
    if (!isSecret(groups?.['name'] ?? '')) return [];
    // Within the value of another name one without quotes ends where that does: looking again would
    // take quadratic time.
    if (start < covered && !/["'\\]/.test(text.charAt(start))) return [];
    const found = rangeAt(text, start, what);
    covered = Math.max(covered, found[0]?.end ?? 0);
    return found;
  });
}

function rangeAt(text: string, at: number, what: RegExp): readonly Range[] {
  what.lastIndex = at;
  const found = what.exec(text);
  return found === null ? [] : [{ start: found.index, end: found.index + found[0].length }];
}
