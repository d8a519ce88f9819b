import { lineEnd } from '../../edit/lines.js';

/**
 * The offset of the next thing at or after `at` that is neither white space nor a comment; -1 when
 * a comment is not closed.
 */
export function skipJsonSpace(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 10 || code === 9 || code === 13) {
      at++;
      continue;
    }
    const end = code === 0x2f ? skipJsonComment(text, at) : undefined;
    if (end === undefined) return at;
    if (end === -1) return -1;
    at = end;
  }
}

/**
 * The end of the comment at an offset, without its line end; -1 when it is not closed, undefined
 * when none is there.
 */
export function skipJsonComment(text: string, at: number): number | undefined {
  if (text.startsWith('//', at)) return lineEnd(text, at);
  if (!text.startsWith('/*', at)) return undefined;
  const end = text.indexOf('*/', at + 2);
  return end === -1 ? -1 : end + 2;
}
