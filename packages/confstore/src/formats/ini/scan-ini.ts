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
  readonly section: string;
  readonly name: string;
  readonly value: string;
  /** The line of the name, with its line end. */
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** The value: what stands behind the delimiter, then the lines that continue it (blank ones between them too). */
  readonly pieces: readonly [IniPiece, ...IniPiece[]];
}

export interface IniSection {
  readonly name: string;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly nameStart: number;
  readonly options: readonly IniOption[];
}

/** A line that no ini file may hold: `offset` is where it goes wrong. */
export interface IniProblem {
  readonly what: string;
  readonly hint: string;
  readonly offset: number;
}

export interface IniScan {
  readonly sections: readonly IniSection[];
  readonly problems: readonly IniProblem[];
}

/**
 * The sections and options of an ini file with their offsets.
 * `=` or `:` (the first of them) after the name; whole-line comments with `;` or `#`; a line that is indented deeper than
 * its option continues the value, also behind blank lines; no inline comments, no escapes, no interpolation; case is kept.
 */
export function scanIni(text: string): IniScan {
  const sections: (IniSection & { readonly options: IniOption[] })[] = [];
  const problems: IniProblem[] = [];
  let option: (IniOption & { readonly pieces: [IniPiece, ...IniPiece[]] }) | undefined;
  let blanks: IniPiece[] = [];
  let indent = 0;

  const finish = (): void => {
    if (option !== undefined) sections.at(-1)?.options.push({ ...option, value: option.pieces.map(({ start, end }) => text.slice(start, end)).join('\n') });
    option = undefined;
    blanks = [];
  };

  for (let lineStart = 0, lineEnd: number; lineStart < text.length; lineStart = lineEnd) {
    lineEnd = nextLine(text, lineStart);
    const [start, end] = trimBlanks(text, lineStart, lineEnd);
    if (start === end) {
      blanks.push({ start, end, lineStart, lineEnd });
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
    finish();
    indent = start - lineStart;
    if (first === '[' && sectionEnd(text, start, end) !== -1) {
      sections.push({ name: text.slice(start + 1, sectionEnd(text, start, end)), lineStart, lineEnd, nameStart: start + 1, options: [] });
      continue;
    }
    if (first === '[' && text.slice(start, end).includes(']')) {
      problems.push({ what: 'a section header with something else than a name in brackets', hint: 'write [section], and comments on lines of their own', offset: start });
      continue;
    }
    const section = sections.at(-1);
    const delimiter = firstDelimiter(text, start, end);
    const [, nameEnd] = trimBlanks(text, start, delimiter);
    if (section === undefined) {
      problems.push({ what: 'an option stands before the first section', hint: 'put a [section] line above it', offset: start });
    } else if (delimiter === end) {
      problems.push({ what: 'neither a section, an option nor a comment', hint: 'write [section], name = value, or ; comment', offset: start });
    } else if (nameEnd === start) {
      problems.push({ what: 'an option without a name', hint: 'write name = value', offset: start });
    } else {
      const [valueStart] = trimBlanks(text, delimiter + 1, end);
      const piece = { start: valueStart, end, lineStart, lineEnd };
      option = { section: section.name, name: text.slice(start, nameEnd), value: '', lineStart, lineEnd, nameStart: start, nameEnd, pieces: [piece] };
    }
  }
  finish();
  return { sections, problems };
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
