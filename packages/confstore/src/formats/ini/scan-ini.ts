import { appendAll } from '../../append-all.js';
import { nextLine } from '../../edit/lines.js';
import { errorAt, type Source } from '../source.js';
import { trimBlanks } from '../trim-blanks.js';

/** A piece of a value on one line, without the white space around it. */
export interface IniPiece {
  readonly start: number;
  readonly end: number;
  /** The line it stands on, with its line end. */
  readonly lineStart: number;
  readonly lineEnd: number;
}

export interface IniOption {
  readonly kind: 'option';
  readonly name: string;
  readonly value: string;
  /** The number of its first line, from 1. */
  readonly line: number;
  /** The line of the name, with its line end. */
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  /**
   * The value: what stands behind the delimiter, then the lines that continue it (blank ones
   * between them too).
   */
  readonly pieces: readonly [IniPiece, ...IniPiece[]];
}

/** The line with the name of a section; its options follow. */
export interface IniSection {
  readonly kind: 'section';
  readonly name: string;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly nameStart: number;
}

/** An option that further lines may continue. */
type OpenOption = Omit<IniOption, 'value' | 'pieces'> & {
  readonly pieces: [IniPiece, ...IniPiece[]];
};

/**
 * The sections and options of an ini file with their offsets, one after the other.
 * `=` or `:` (the first of them) after the name; whole-line comments with `;` or `#`; a line that
 * is indented deeper than its option continues the value, also behind blank lines; no inline
 * comments, no escapes, no interpolation; case is kept.
 * @throws HareError `SYNTAX`
 */
export function* scanIni(text: string, source: Source): Generator<IniSection | IniOption> {
  let option: OpenOption | undefined;
  let blanks: IniPiece[] = [];
  let indent = 0;
  let inSection = false;
  let lineEnd: number;
  for (let line = 1, lineStart = 0; lineStart < text.length; lineStart = lineEnd, line += 1) {
    lineEnd = nextLine(text, lineStart);
    const [start, end] = trimBlanks(text, lineStart, lineEnd);
    if (start === end) {
      if (option !== undefined) blanks.push({ start, end, lineStart, lineEnd });
      continue;
    }
    const first = text[start];
    if (first === '#' || first === ';') continue;
    if (option !== undefined && start - lineStart > indent) {
      appendAll(option.pieces, blanks);
      option.pieces.push({ start, end, lineStart, lineEnd });
      blanks = [];
      continue;
    }
    if (option !== undefined) yield withValue(text, option);
    option = undefined;
    blanks = [];
    indent = start - lineStart;
    const close = first === '[' ? sectionEnd(text, start, end) : -1;
    if (close !== -1) {
      inSection = true;
      const name = text.slice(start + 1, close);
      yield { kind: 'section', name, lineStart, lineEnd, nameStart: start + 1 };
      continue;
    }
    const { nameEnd, valueStart } = optionIn(text, start, end, inSection, source);
    const name = text.slice(start, nameEnd);
    const place = { line, lineStart, lineEnd, nameStart: start, nameEnd };
    const piece = { start: valueStart, end, lineStart, lineEnd };
    option = { kind: 'option', name, ...place, pieces: [piece] };
  }
  if (option !== undefined) yield withValue(text, option);
}

function withValue(text: string, option: OpenOption): IniOption {
  const pieces = option.pieces.map(({ start, end }) => text.slice(start, end));
  return { ...option, value: pieces.join('\n') };
}

/** Where the name and the value of an option are on its first line. */
function optionIn(
  text: string,
  start: number,
  end: number,
  inSection: boolean,
  source: Source,
): { readonly nameEnd: number; readonly valueStart: number } {
  const fail = (what: string, hint: string): never => {
    throw errorAt('SYNTAX', what, text, start, source, hint);
  };
  if (text[start] === '[' && text.slice(start, end).includes(']'))
    fail(
      'a section header with something else than a name in brackets',
      'write [section], and comments on lines of their own',
    );
  if (!inSection)
    fail('an option stands before the first section', 'put a [section] line above it');
  const delimiter = start + text.slice(start, end).search(/[=:]/);
  if (delimiter < start)
    fail(
      'neither a section, an option nor a comment',
      'write [section], name = value, or ; comment',
    );
  const [, nameEnd] = trimBlanks(text, start, delimiter);
  if (nameEnd === start) fail('an option without a name', 'write name = value');
  const [valueStart] = trimBlanks(text, delimiter + 1, end);
  return { nameEnd, valueStart };
}

/** The offset of the `]` that ends a section's name; behind it only a comment may stand. */
function sectionEnd(text: string, start: number, end: number): number {
  const close = text.lastIndexOf(']', end - 1);
  if (close <= start + 1) return -1;
  const [rest] = trimBlanks(text, close + 1, end);
  return rest === end || text[rest] === ';' || text[rest] === '#' ? close : -1;
}
