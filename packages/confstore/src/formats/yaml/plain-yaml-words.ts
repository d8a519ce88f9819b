import { endsLine, endsWord, isPrintable } from './yaml-characters.js';

const space = 0x20;
const colon = 0x3a;
const hash = 0x23;

/** A plain text in brackets, as most are. */
const flowPlain = /-?[A-Za-z0-9_/.][A-Za-z0-9_./+-]*/y;

/** A name or value on one line, as it is read before it is known which of the two it is. */
export interface YamlWord {
  /** As js-yaml numbers them: plain, in single quotes, in double quotes. */
  readonly style: 1 | 2 | 3;
  /** What it holds, without quotes. */
  readonly start: number;
  readonly end: number;
  /** Where the text goes on behind it. */
  readonly next: number;
}

export function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x27;
}

/**
 * The text in quotes, without escapes, that starts at its quote; undefined where it is not that.
 */
export function quotedWord(text: string, at: number): YamlWord | undefined {
  const quote = text.charCodeAt(at);
  const start = at + 1;
  for (let end = start; ; end++) {
    const code = text.charCodeAt(end);
    if (code === quote) {
      const next = text.charCodeAt(end + 1);
      if (next === quote || (next === colon && !endsWord(text.charCodeAt(end + 2))))
        return undefined;
      return { style: quote === 0x22 ? 3 : 2, start, end, next: end + 1 };
    }
    if (!(code >= space) || (code === 0x5c && quote === 0x22)) return undefined;
  }
}

/**
 * The text without quotes up to the colon, the comment or the line end behind it; undefined where
 * it is not that.
 */
export function plainWord(text: string, start: number): YamlWord | undefined {
  let end = start;
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    const isEnd = endsLine(code) || (code === hash && text.charCodeAt(at - 1) === space);
    if (isEnd || (code === colon && endsWord(text.charCodeAt(at + 1))))
      return isEnd || end === at ? { style: 1, start, end, next: at } : undefined;
    if (!isPrintable(code)) return undefined;
    if (code !== space) end = at + 1;
  }
}

/** The text without quotes inside of brackets; undefined where it is not that. */
export function flowWord(text: string, start: number): YamlWord | undefined {
  flowPlain.lastIndex = start;
  if (!flowPlain.test(text)) return undefined;
  return { style: 1, start, end: flowPlain.lastIndex, next: flowPlain.lastIndex };
}
