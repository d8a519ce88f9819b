import { lineEnd } from '../../edit/lines.js';

/**
 * The offset of the next thing at or after `at`, between tokens, that is neither white space nor a
 * comment.
 */
export function skipYamlSpace(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 10 || code === 9 || code === 13) at++;
    else if (code === 0x23) at = lineEnd(text, at);
    else return at;
  }
}

/** The end of a comment that starts at an offset, after white space; undefined when none does. */
export function skipYamlComment(text: string, at: number): number | undefined {
  return text.charAt(at) === '#' && (at === 0 || /\s/.test(text.charAt(at - 1)))
    ? lineEnd(text, at)
    : undefined;
}
