import { TomlSyntaxError } from './toml-syntax-error.js';

/**
 * Reads the string that starts at an offset, of any of TOML's four kinds: its value and the offset
 * behind it.
 */
export function readTomlString(
  text: string,
  start: number,
): { readonly value: string; readonly end: number } {
  const quote = text.charAt(start);
  const multiLine = text.startsWith(quote.repeat(3), start);
  const from = multiLine ? start + 3 : start + 1;
  const close =
    quote === "'"
      ? text.indexOf(multiLine ? "'''" : "'", from)
      : closingQuote(text, from, multiLine);
  if (close === -1) throw new TomlSyntaxError('this string has no end', start);
  let to = close;
  if (multiLine) for (let extra = 0; extra < 2 && text[to + 3] === quote; extra += 1) to += 1;
  const inside = text.slice(
    multiLine ? from + (/^\r?\n/.exec(text.slice(from, from + 2))?.[0].length ?? 0) : from,
    to,
  );
  return {
    value: quote === '"' && inside.includes('\\') ? unescape(inside, from) : inside,
    end: to + (multiLine ? 3 : 1),
  };
}

function closingQuote(text: string, from: number, multiLine: boolean): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x22 && (!multiLine || text.startsWith('"""', at))) return at;
  }
  return -1;
}

function unescape(inside: string, offset: number): string {
  return inside.replace(
    /\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[ \t]*\r?\n[ \t\r\n]*|[^])/g,
    (_, escape: string, at: number) => {
      if (escape.length >= 5 && /^u/i.test(escape))
        return String.fromCodePoint(parseInt(escape.slice(1), 16));
      if (/^[ \t]*\r?\n/.test(escape)) return '';
      const value = escapes[escape];
      if (value === undefined)
        throw new TomlSyntaxError(`TOML 1.0 knows no escape \\${escape}`, offset + at);
      return value;
    },
  );
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};
