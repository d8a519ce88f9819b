import { appendAll } from '../../append-all.js';
import type { ConfMap, ConfValue } from '../../conf-store.js';
import { isList, isMap } from '../../document/kind-of.js';
import { nextLine } from '../../edit/lines.js';
import type { HareError } from '@hare/base';
import type { Path } from '../../key/path.js';
import { errorAt, type Source } from '../source.js';
import { trimBlanks } from '../trim-blanks.js';
import { endOfValue, type Dialect } from './dialect.js';

/** A piece of a value on its line or lines, without the white space around it. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Its lines, with their line ends. */
  readonly lineStart: number;
  readonly lineEnd: number;
}

export interface Option {
  readonly kind: 'option';
  /** Its place in the model: names, and positions in lists. */
  readonly path: Path;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Whether the name has no sign and no value. */
  readonly isBare: boolean;
  /** The value: the text after the sign, then the lines that continue it. */
  readonly pieces: readonly [Piece, ...Piece[]];
}

/** The line with the name of a section; its options follow. */
export interface Section {
  readonly kind: 'section';
  readonly path: Path;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly nameStart: number;
}

/** The content of a file, line by line and as a model. */
export interface LinesRead {
  readonly root: ConfMap;
  readonly warnings: readonly HareError[];
  readonly items: readonly (Section | Option)[];
}

type Names = Map<string, ConfValue>;
type OpenOption = Omit<Option, 'pieces' | 'path'> & { readonly pieces: [Piece, ...Piece[]] };

/** Reads a file of lines. @throws HareError `SYNTAX`, `DUPLICATE_KEY` */
export function readLines(text: string, dialect: Dialect, source: Source): LinesRead {
  return new LinesReader(text, dialect, source).read();
}

class LinesReader {
  readonly #root: Names = new Map();
  readonly #warnings: HareError[] = [];
  readonly #items: (Section | Option)[] = [];
  #section: Names = this.#root;
  #path: Path = [];
  #option: OpenOption | undefined;
  #blanks: Piece[] = [];

  constructor(
    private readonly text: string,
    private readonly dialect: Dialect,
    private readonly source: Source,
  ) {}

  read(): LinesRead {
    const { text, dialect } = this;
    let indent = 0;
    for (let at = 0; at < text.length;) {
      const lineStart = at;
      const lineEnd = (at = nextLine(text, lineStart));
      const [start, end] = trimBlanks(text, lineStart, lineEnd);
      const piece = { start, end, lineStart, lineEnd };
      if (start === end) {
        if (this.#option !== undefined) this.#blanks.push(piece);
        if (dialect.continues === 'backslash') this.#close();
        continue;
      }
      if (dialect.comment.includes(text.charAt(start))) continue;
      if (this.#option !== undefined && this.#continues(piece, indent)) continue;
      this.#close();
      indent = start - lineStart;
      at = this.#line(piece);
    }
    this.#close();
    return { root: this.#root, warnings: this.#warnings, items: this.#items };
  }

  /** Whether a line belongs to the value above it. */
  #continues(piece: Piece, indent: number): boolean {
    const { text, dialect } = this;
    const last = this.#option?.pieces.at(-1);
    if (this.#option === undefined || last === undefined || this.#option.isBare) return false;
    const isMore =
      dialect.continues === 'indent'
        ? piece.start - piece.lineStart > indent
        : dialect.continues === 'backslash' && text.charAt(last.end - 1) === '\\';
    if (!isMore) return false;
    appendAll(this.#option.pieces, this.#blanks);
    this.#option.pieces.push(piece);
    this.#blanks = [];
    return true;
  }

  /** Reads a section or an option; the offset of the line after it. */
  #line(piece: Piece): number {
    const { text, dialect } = this;
    const { start, end, lineStart } = piece;
    if (dialect.sections === undefined || text.charAt(start) !== '[') return this.#open(piece);
    const close =
      dialect.nested === true ? this.#nestedEnd(start, end) : sectionEnd(text, start, end);
    if (close === -1) {
      if (text.slice(start, end).includes(']')) {
        const hint = 'write [section], and comments on lines of their own';
        throw this.#fault(start, 'a section header with something other than a name', hint);
      }
      return this.#open(piece);
    }
    const [after] = trimBlanks(text, close + 1, end);
    const hasMore = after < end && !dialect.comment.includes(text.charAt(after));
    const lineEnd = hasMore ? after : piece.lineEnd;
    const nameStart = start + 1;
    this.#enter(text.slice(nameStart, close), nameStart);
    this.#items.push({ kind: 'section', path: this.#path, lineStart, lineEnd, nameStart });
    return hasMore ? this.#open({ ...piece, start: after, lineStart: after }) : lineEnd;
  }

  /** `[name "sub"]`: the offset of its bracket. */
  #nestedEnd(start: number, end: number): number {
    const header = /^\[[^\]"]*(?:"(?:\\.|[^"\\])*"[ \t]*)?\]/.exec(this.text.slice(start, end));
    return header === null ? -1 : start + header[0].length - 1;
  }

  #enter(written: string, offset: number): void {
    const { dialect } = this;
    const [, outer = '', sub] =
      dialect.nested === true
        ? (/^([^"]*?)[ \t]*(?:"(.*)"[ \t]*)?$/s.exec(written) ?? [])
        : ['', written];
    const names = sub === undefined ? [outer] : [outer, sub.replace(/\\(.)/gs, '$1')];
    let section = this.#root;
    const path: (string | number)[] = [];
    for (const name of names) {
      const found = section.get(name);
      path.push(name);
      if (found !== undefined && isOption(found))
        throw this.#twice(`${name} is an option and a section`, offset);
      if (dialect.sections === 'list') {
        const made: Names = new Map();
        const list = (found ?? []) as ConfValue[];
        if (found === undefined) section.set(name, list);
        path.push(list.push(made) - 1);
        section = made;
      } else {
        const isLast = path.length === names.length;
        if (found !== undefined && isLast && dialect.repeats !== true) {
          const what = `the section [${name}] occurs again: its options are added`;
          this.#warnings.push(this.#twice(what, offset));
        }
        const next = (found ?? new Map<string, ConfValue>()) as Names;
        section.set(name, next);
        section = next;
      }
    }
    this.#section = section;
    this.#path = path;
  }

  /** Begins an option; the offset of the line after it, as far as is known. */
  #open({ start: first, end: trimmed, lineStart, lineEnd }: Piece): number {
    const { text, dialect } = this;
    let start = first;
    if (dialect.prefix !== undefined) {
      dialect.prefix.lastIndex = first;
      if (dialect.prefix.test(text)) start = dialect.prefix.lastIndex;
    }
    const hasBlanks = dialect.signs.includes(' ');
    const stops = dialect.signs + (dialect.value?.stops ?? '');
    const found = Math.min(
      endOfValue(text, start, { stops, quotes: '', escapes: hasBlanks }),
      hasBlanks ? Infinity : trimmed,
    );
    const isBare = !hasBlanks && (found === trimmed || !dialect.signs.includes(text.charAt(found)));
    const nameEnd = hasBlanks ? found : trimBlanks(text, start, found)[1];
    if (
      isBare &&
      (dialect.bare === undefined || (this.#path.length === 0 && dialect.top !== true))
    ) {
      const isFlat = dialect.sections === undefined;
      const hint = `write ${isFlat ? 'name=value' : '[section], name = value, or ; comment'}`;
      throw this.#fault(start, 'this is neither an option nor a comment', hint);
    }
    let at = found;
    if (hasBlanks) {
      at = skipJavaBlanks(text, at);
      if ('=:'.includes(text.charAt(at)) && at < text.length) at = skipJavaBlanks(text, at + 1);
    } else if (!isBare) [at] = trimBlanks(text, at + 1, Math.max(at + 1, trimmed));
    if (nameEnd === start && !hasBlanks)
      throw this.#fault(start, 'an option without a name', 'write name = value');
    const stopped =
      dialect.value === undefined || isBare ? trimmed : endOfValue(text, at, dialect.value);
    if (stopped === -1)
      throw this.#fault(at, 'a quote is not closed', 'end it with the same quote');
    const [from, end] =
      dialect.value?.keepsBlanks === true ? [at, stopped] : trimBlanks(text, at, stopped);
    const last = dialect.value === undefined ? lineEnd : nextLine(text, stopped);
    const valueStart = isBare ? nameEnd : from;
    const piece = { start: valueStart, end: isBare ? nameEnd : end, lineStart, lineEnd: last };
    const place = { lineStart, lineEnd: last, nameStart: start, nameEnd };
    this.#option = { kind: 'option', ...place, isBare, pieces: [piece] };
    return last;
  }

  /** Puts the option that was read into the model. */
  #close(): void {
    const option = this.#option;
    this.#option = undefined;
    this.#blanks = [];
    if (option === undefined) return;
    const { text, dialect } = this;
    const { nameStart, nameEnd, isBare } = option;
    const written = text.slice(nameStart, nameEnd);
    const name = dialect.decodeName === undefined ? written : dialect.decodeName(written);
    const raw = option.pieces.map(({ start, end }) => text.slice(start, end)).join('\n');
    const decoded = dialect.decode === undefined ? raw : dialect.decode(raw);
    if (name === undefined || decoded === undefined)
      throw this.#fault(
        option.pieces[0].start,
        'a quote or an escape that is not complete',
        'correct it',
      );
    const value = isBare ? (dialect.bare ?? '') : decoded;
    const found = this.#section.get(name);
    const path: (string | number)[] = [...this.#path, name];
    if (found !== undefined && !isOption(found))
      throw this.#twice(`${name} is an option and a section`, nameStart);
    if (dialect.repeats === true) {
      const list = (found ?? []) as ConfValue[];
      this.#section.set(name, list);
      path.push(list.push(value) - 1);
    } else {
      if (found !== undefined) {
        const what = `${name} occurs again: the last one counts`;
        this.#warnings.push(this.#twice(what, nameStart));
      }
      this.#section.set(name, value);
    }
    this.#items.push({ ...option, path });
  }

  #twice(what: string, offset: number): HareError {
    return errorAt('DUPLICATE_KEY', what, this.text, offset, this.source, 'keep one of them');
  }

  #fault(offset: number, what: string, hint: string): HareError {
    return errorAt('SYNTAX', what, this.text, offset, this.source, hint);
  }
}

/** True for the text of an option, or the texts of a repeated one; false for sections. */
export function isOption(value: ConfValue): boolean {
  return !isMap(isList(value) ? value[0] : value);
}

/** Blanks, and line ends behind a backslash. */
function skipJavaBlanks(text: string, start: number): number {
  const blanks = /(?:[ \t\f]+|\\(?:\r\n|\n|\r))*/y;
  blanks.lastIndex = start;
  blanks.test(text);
  return blanks.lastIndex;
}

/** The offset of the `]` that ends a section's name; only a comment may follow. */
function sectionEnd(text: string, start: number, end: number): number {
  const close = text.lastIndexOf(']', end - 1);
  if (close <= start + 1) return -1;
  const [rest] = trimBlanks(text, close + 1, end);
  return rest === end || text[rest] === ';' || text[rest] === '#' ? close : -1;
}
