import { usageError } from '@hare/cli';

/** The keys of `K1;K2`, quotes respected; with `;` as the delimiter the whole text is one key. */
export function splitKeys(text: string, delimiter: string): readonly string[] {
  if (delimiter === ';') return [text];
  const keys: string[] = [];
  for (let start = 0; start <= text.length;) {
    const end = keyEnd(text, start, delimiter, ';');
    keys.push(text.slice(start, end));
    start = end + 1;
  }
  return keys;
}

/** A key and the text to set it to. */
export interface Pair {
  readonly key: string;
  readonly value: string;
}

/**
 * The pairs of `K=V;K2=V2` with `separator` for `=`, first outside a quoted name; a `;` ends the
 * value, except in the quotes of a JSON value when `typed`. @throws HareError `USAGE`
 */
export function splitPairs(
  text: string,
  separator: string,
  delimiter: string,
  typed: boolean,
): readonly Pair[] {
  const pairs: Pair[] = [];
  for (let start = 0; start <= text.length;) {
    const end = keyEnd(text, start, delimiter, separator);
    const semicolon = keyEnd(text, start, delimiter, ';');
    if (end >= text.length || (semicolon < end && delimiter !== ';')) {
      const pair = text.slice(start, Math.min(semicolon, text.length));
      throw usageError(
        `expected KEY${separator}VALUE, got ${JSON.stringify(pair)}`,
        `write KEY${separator}VALUE; for a value that contains ; use --typed and quotes: ` +
          `'KEY${separator}"a;b"'`,
      );
    }
    const valueStart = end + 1;
    const valueEnd = typed ? jsonEnd(text, valueStart) : semicolonAt(text, valueStart);
    pairs.push({ key: text.slice(start, end), value: text.slice(valueStart, valueEnd) });
    start = valueEnd + 1;
  }
  return pairs;
}

/** Where the key at an offset ends: at `end` outside of quotes, or at the end of the text. */
export function keyEnd(text: string, start: number, delimiter: string, end: string): number {
  for (let at = start; at < text.length; at += 1) {
    const startsName = at === start || text.startsWith(delimiter, at - delimiter.length);
    if (startsName && text[at] === '"') at = quoteEnd(text, at);
    else if (text[at] === end) return at;
  }
  return text.length;
}

/** The closing quote of a name, in which `""` is a quote; the end of the text without one. */
function quoteEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at;
    at += 1;
  }
  return text.length;
}

function semicolonAt(text: string, start: number): number {
  const found = text.indexOf(';', start);
  return found === -1 ? text.length : found;
}

/** The first `;` that is not inside a JSON text. */
function jsonEnd(text: string, start: number): number {
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (quoted && text[at] === '\\') at += 1;
    else if (!quoted && text[at] === ';') return at;
  }
  return text.length;
}
