import type { Lexer } from 'yaml';

let lexer: typeof Lexer | undefined;

/**
 * Loads the lexer for `joinFlowLines` when a text has a line that starts with a closing bracket; it
 * is too slow to load for every text.
 */
export async function loadFlowJoiner(text: string): Promise<void> {
  if (/(?:^|[\r\n])[ \t]*[\]}]/.test(text)) lexer ??= (await import('yaml')).Lexer;
}

/**
 * The text with all that is in brackets on one line: line ends and comments between the tokens of
 * flow collections are spaces, so that every offset stays. Many tools write the closing bracket as
 * far left as the name before the opening one, which the parser refuses. The text itself when
 * `loadFlowJoiner` found nothing to do.
 */
export function joinFlowLines(text: string): string {
  if (lexer === undefined) return text;
  const parts: string[] = [];
  let at = 0;
  let done = 0;
  let depth = 0;
  let lastEnd = 0;
  let isScalar = false;
  for (const token of new lexer().lex(text)) {
    if (isMarker(token)) {
      isScalar = token === '\u001f';
      continue;
    }
    const start = at;
    at += token.length;
    if (!isScalar && (/^\s/.test(token) || token.startsWith('#'))) continue;
    if (depth > 0 && /[\r\n]/.test(text.slice(lastEnd, start))) {
      parts.push(text.slice(done, lastEnd), ' '.repeat(start - lastEnd));
      done = start;
    }
    if (!isScalar && (token === '[' || token === '{')) depth++;
    if (!isScalar && (token === ']' || token === '}')) depth--;
    isScalar = false;
    lastEnd = at;
  }
  parts.push(text.slice(done));
  return parts.join('');
}

/**
 * Tokens that the lexer adds and that are not in the text: document, scalar, end of an unclosed
 * collection, BOM.
 */
function isMarker(token: string): boolean {
  return token === '\u0002' || token === '\u001f' || token === '\u0018';
}
