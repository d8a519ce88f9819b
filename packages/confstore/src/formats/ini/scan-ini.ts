import { appendAll } from '../../append-all.js';
import { nextLine } from '../../edit/lines.js';
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

/** A line that no ini file may hold: `offset` is where it goes wrong. */
export interface IniProblem {
  readonly kind: 'problem';
  readonly what: string;
  readonly hint: string;
  readonly offset: number;
}

export type IniItem = IniSection | IniOption | IniProblem;

/**
 * The sections and options of an ini file with their offsets.
 * `=` or `:` (the first of them) after the name; whole-line comments with `;` or `#`; a line that
 * is indented deeper than its option continues the value, also behind blank lines; no inline
 * comments, no escapes, no interpolation; case is kept. They come one after the other, as all of
 * them would take several times the memory of the text.
 */
export function* scanIni(text: string): Generator<IniItem, undefined> {
  let option: OpenOption | undefined;
  let blanks: IniPiece[] = [];
  let indent = 0;
  let inSection = false;
  for (
    let line = 1, lineStart = 0, lineEnd: number;
    lineStart < text.length;
    lineStart = lineEnd, line += 1
  ) {
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
      yield {
        kind: 'section',
        name: text.slice(start + 1, close),
        lineStart,
        lineEnd,
        nameStart: start + 1,
      };
      continue;
    }
    const found = optionIn(text, start, end, inSection);
    if (found.kind === 'problem') yield found;
    else
      option = {
        kind: 'option',
        name: text.slice(start, found.nameEnd),
        line,
        lineStart,
        lineEnd,
        nameStart: start,
        nameEnd: found.nameEnd,
        pieces: [{ start: found.valueStart, end, lineStart, lineEnd }],
      };
  }
  if (option !== undefined) yield withValue(text, option);
}

/** An option that further lines may continue. */
type OpenOption = Omit<IniOption, 'value' | 'pieces'> & {
  readonly pieces: [IniPiece, ...IniPiece[]];
};

function withValue(text: string, option: OpenOption): IniOption {
  return {
    ...option,
    value:
      option.pieces.length === 1
        ? text.slice(option.pieces[0].start, option.pieces[0].end)
        : option.pieces.map(({ start, end }) => text.slice(start, end)).join('\n'),
  };
}

/** Where the name and the value of an option are on its first line, or what is wrong with that. */
function optionIn(
  text: string,
  start: number,
  end: number,
  inSection: boolean,
): IniProblem | { readonly kind: 'places'; readonly nameEnd: number; readonly valueStart: number } {
  if (text[start] === '[' && text.slice(start, end).includes(']'))
    return problemAt(
      start,
      'a section header with something else than a name in brackets',
      'write [section], and comments on lines of their own',
    );
  if (!inSection)
    return problemAt(
      start,
      'an option stands before the first section',
      'put a [section] line above it',
    );
  const delimiter = firstDelimiter(text, start, end);
  if (delimiter === end)
    return problemAt(
      start,
      'neither a section, an option nor a comment',
      'write [section], name = value, or ; comment',
    );
  const [, nameEnd] = trimBlanks(text, start, delimiter);
  if (nameEnd === start) return problemAt(start, 'an option without a name', 'write name = value');
  const [valueStart] = trimBlanks(text, delimiter + 1, end);
  return { kind: 'places', nameEnd, valueStart };
}

function problemAt(offset: number, what: string, hint: string): IniProblem {
  return { kind: 'problem', what, hint, offset };
}

/** The offset of the `]` that ends a section's name; behind it only a comment may stand. */
function sectionEnd(text: string, start: number, end: number): number {
  const close = text.lastIndexOf(']', end - 1);
  if (close <= start + 1) return -1;
  const [rest] = trimBlanks(text, close + 1, end);
  return rest === end || text[rest] === ';' || text[rest] === '#' ? close : -1;
}

function firstDelimiter(text: string, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (text[at] === '=' || text[at] === ':') return at;
  return end;
}
