import { type ErrorCode, HareError, type Where } from '@hare/base';

/** Where a text came from: for the places in messages. */
export interface Source {
  /** The file's path; absent for a `dict:` document. */
  readonly file?: string | undefined;
  /** The store's URL, its password masked. */
  readonly url: string;
}

/** The place of a UTF-16 offset, counted from 1; line ends are `\n`, `\r\n` or `\r`. */
export function placeOf(text: string, offset: number, source: Source): Where {
  let line = 1;
  let lineStart = 0;
  const end = Math.min(offset, text.length);
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 10 && !(code === 13 && text.charCodeAt(at + 1) !== 10)) continue;
    line++;
    lineStart = at + 1;
  }
  return placeIn(source, line, end - lineStart + 1);
}

/** A line and column of a source, for who knows them already. */
export function placeIn({ file, url }: Source, line: number, column: number): Where {
  return file === undefined ? { url, line, column } : { file, line, column };
}

/** An error about one place of a text. */
export function errorAt(
  code: ErrorCode,
  what: string,
  text: string,
  offset: number,
  source: Source,
  hint?: string,
): HareError {
  return new HareError(code, what, { where: placeOf(text, offset, source), hint });
}
