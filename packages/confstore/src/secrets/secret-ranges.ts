import { isSecretName, lastName } from './is-secret-name.js';
import type { Range } from './mask-ranges.js';

// Lengths are bounded and words are entered at their first letter only: no text makes these slow. Each ends where its value begins, so that a value is
// searched too: `log: "password: x"`. Quotes may have backslashes before them: JSON stands in JSON where the text of a KV is quoted.
const lineName = /^[ \t+-]{0,200}\\{0,8}["']?(?<name>[\w.>\-[\]]{1,200})\\{0,8}["']?[ \t]{0,200}[:=][ \t]{0,200}/gm;
const wordName = /(?<![\w-])(?<name>[\w-]{1,200})\\{0,8}["']?[ \t]{0,200}[:=][ \t]{0,200}/g;
const flagName = /(?<![\w-])--?(?<name>\w[\w-]{0,200})[ \t]{1,200}/g;
const authorization = /\bauthorization\\{0,8}["']?[ \t]{0,200}[:=][ \t]{0,200}\\{0,8}["']?(?:bearer|basic)?[ \t]{0,200}/gi;

const restOfLine = /\S.*/y;
/** In quotes up to their end, however deep they are escaped; without an end, or without quotes, as far as it can go. */
const value = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.|'')*'|(?<quote>\\{1,8}["'])[^\n]*?(?<!\\)\k<quote>|\\{0,8}["'][^\n]*|[^\s,;}\]]+/y;
const flagValue = /\S+/y;
const credential = /[^\s"'\\]+/y;

const privateKey = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,20000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g;

/** Where values stand in a text whose names say that they are secret, and private keys. `extra` are further names. */
export function secretRanges(text: string, extra: readonly string[] = []): readonly Range[] {
  const isSecret = (name: string): boolean => isSecretName(lastName(name), extra);
  return [
    ...valuesBehind(text, lineName, restOfLine, isSecret),
    ...valuesBehind(text, wordName, value, isSecret),
    ...valuesBehind(text, flagName, flagValue, isSecret),
    ...valuesBehind(text, authorization, credential, () => true),
    ...[...text.matchAll(privateKey)].map(({ index, 0: key }) => ({ start: index, end: index + key.length })),
  ];
}

function valuesBehind(text: string, names: RegExp, what: RegExp, isSecret: (name: string) => boolean): readonly Range[] {
  const ranges: Range[] = [];
  for (const { index, 0: before, groups } of text.matchAll(names)) {
    if (!isSecret(groups?.['name'] ?? '')) continue;
    what.lastIndex = index + before.length;
    const found = what.exec(text);
    if (found !== null) ranges.push({ start: found.index, end: found.index + found[0].length });
  }
  return ranges;
}
