import { createRequire } from 'node:module';

/**
 * The text with all that is in brackets on one line: line ends and comments between the tokens of
 * flow collections are spaces, so that every offset stays. Many tools write the closing bracket as
 * far left as the name before the opening one, which the parser refuses.
 */
export function joinFlowLines(text: string): string {
  // Loaded only for such texts, as it takes as long as reading most of them.
  const { Lexer } = createRequire(import.meta.url)('yaml') as typeof import('yaml');
  const parts: string[] = [];
  let at = 0;
  let done = 0;
  let depth = 0;
  let lastEnd = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    // Document, scalar, end of an unclosed collection: tokens that are not in the text.
    if (token === '\u0002' || token === '\u001f' || token === '\u0018') {
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
