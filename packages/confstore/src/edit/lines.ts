/** The line end that a text uses: that of its first line, `\n` when it has none. */
export function lineEndOf(text: string): string {
  const at = text.search(/[\r\n]/);
  if (at === -1) return '\n';
  return text.startsWith('\r\n', at) ? '\r\n' : text.charAt(at);
}

/** The offset at which the line of `at` starts. */
export function lineStart(text: string, at: number): number {
  while (at > 0 && !isLineEnd(text.charCodeAt(at - 1))) at--;
  return at;
}

/** The offset of the line end at or after `at`, or of the end of the text. */
export function lineEnd(text: string, at: number): number {
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

/** The offset of the line after that of `at`, or of the end of the text. */
export function nextLine(text: string, at: number): number {
  const end = lineEnd(text, at);
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}

/** The offset of the first character at or after `at` that is not a space or tab. */
export function skipBlanks(text: string, at: number): number {
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The offset after the last character before `at` that is not a space or tab. */
export function skipBlanksBack(text: string, at: number): number {
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** The start of the line of `at` when only blanks are between; it looks no further back. */
export function blankLineStart(text: string, at: number): number | undefined {
  const start = skipBlanksBack(text, at);
  return startsLine(text, start) ? start : undefined;
}

/** The white space that the line of `at` starts with. */
export function indentationAt(text: string, at: number): string {
  const start = lineStart(text, at);
  return text.slice(start, Math.min(skipBlanks(text, start), at));
}

/** True at the start of a line. */
export function startsLine(text: string, at: number): boolean {
  return at === 0 || isLineEnd(text.charCodeAt(at - 1));
}

/** True at a line end and at the end of the text. */
export function endsLine(text: string, at: number): boolean {
  return at >= text.length || isLineEnd(text.charCodeAt(at));
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** Lines to insert: behind a last line without a line end, one goes before, none after. */
export function linesAt(text: string, offset: number, lines: string, lineEnd: string): string {
  const before = text.charCodeAt(offset - 1);
  if (offset === 0 || before === 10 || before === 13) return lines;
  return lineEnd + (lines.endsWith(lineEnd) ? lines.slice(0, -lineEnd.length) : lines);
}
