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

/** The offset of the first character at or after `at` that is no space or tab. */
export function skipBlanks(text: string, at: number): number {
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The offset after the last character before `at` that is no space or tab. */
export function skipBlanksBack(text: string, at: number): number {
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/**
 * The offset at which the line of `at` starts, when only spaces and tabs stand between; undefined
 * otherwise. It looks no further back than those.
 */
export function blankLineStart(text: string, at: number): number | undefined {
  const start = skipBlanksBack(text, at);
  return startsLine(text, start) ? start : undefined;
}

/** The white space that the line of `at` starts with. */
export function indentationAt(text: string, at: number): string {
  return indentation(text, lineStart(text, at), at);
}

/**
 * Answers for one text what `indentationAt` does, for places that come in their order: in linear
 * time however long the lines are.
 */
export class LineFinder {
  #at = 0;
  #start = 0;

  constructor(private readonly text: string) {}

  indentationAt(at: number): string {
    let start = at;
    while (start > this.#at && !isLineEnd(this.text.charCodeAt(start - 1))) start--;
    if (start > this.#at || at < this.#at)
      this.#start = start > this.#at ? start : lineStart(this.text, at);
    this.#at = at;
    return indentation(this.text, this.#start, at);
  }
}

function indentation(text: string, start: number, at: number): string {
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
