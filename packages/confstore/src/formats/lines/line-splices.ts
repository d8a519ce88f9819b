import { appendAll } from '../../append-all.js';
import type { ConfValue } from '../../conf-store.js';
import { isList, isMap } from '../../document/kind-of.js';
import { textOf } from '../../document/text-of.js';
import type { Change } from '../../edit/change.js';
import { indentationAt, lineEndOf, linesAt } from '../../edit/lines.js';
import type { Splice } from '../../edit/splice.js';
import type { Path } from '../../key/path.js';
import type { Dialect } from './dialect.js';
import { isOption, type LinesRead, type Option } from './read-lines.js';

/** A value that comes to a section, or to the list of an option or section. */
interface Added {
  readonly path: Path;
  readonly value: ConfValue;
}

const keyOf = (path: Path): string => JSON.stringify(path);

/** The splices of a change: an option keeps its line's style, a new one has that above it. */
export function lineSplices(
  text: string,
  { items }: LinesRead,
  change: Change,
  dialect: Dialect,
): readonly Splice[] {
  return new LinePlanner(text, dialect).plan(items, change);
}

class LinePlanner {
  readonly #newLine: string;
  readonly #changed = new Map<string, string>();
  readonly #removed = new Set<string>();
  readonly #added = new Map<string, Added[]>();
  /** What a new section is written like: the last option with `=`, else the first. */
  #model: Option | undefined;

  constructor(
    private readonly text: string,
    private readonly dialect: Dialect,
  ) {
    this.#newLine = lineEndOf(text);
  }

  plan(items: LinesRead['items'], change: Change): readonly Splice[] {
    this.#collect([], change);
    const splices: Splice[] = [];
    const replaced = new Map<string, readonly Splice[]>(); // of a repeated option the last counts
    /** Where new lines go: behind the last line that stays of a section or of an option's list. */
    const ends = new Map<string, { readonly at: number; readonly model: Option | undefined }>();
    for (const item of items) {
      const isGone = item.path.some((_, at) =>
        this.#removed.has(keyOf(item.path.slice(0, at + 1))),
      );
      const key = keyOf(item.path);
      if (item.kind === 'section') {
        if (isGone) splices.push({ start: item.lineStart, end: item.lineEnd, text: '' });
        else ends.set(key, { at: item.lineEnd, model: ends.get(key)?.model });
        continue;
      }
      const sign = this.text.slice(item.nameEnd, item.pieces[0].start);
      if (this.#model === undefined || sign.includes('=')) this.#model = item;
      const value = this.#changed.get(key);
      if (value !== undefined) replaced.set(key, this.#replacement(item, value));
      const isListed = this.dialect.repeats === true;
      const section = keyOf(item.path.slice(0, isListed ? -2 : -1));
      const at = item.pieces.at(-1)?.lineEnd ?? item.lineEnd;
      if (isGone) {
        for (const { lineStart, lineEnd } of item.pieces)
          splices.push({ start: lineStart, end: lineEnd, text: '' });
        const end = ends.get(section);
        if (end !== undefined && end.model === undefined)
          ends.set(section, { ...end, model: item });
        continue;
      }
      ends.set(section, { at, model: item });
      if (isListed) ends.set(keyOf(item.path.slice(0, -1)), { at, model: item });
    }
    for (const each of replaced.values()) appendAll(splices, each);
    const model = this.#model;
    const top = items.find(({ kind }) => kind === 'section')?.lineStart ?? this.text.length;
    const sections: Added[] = [];
    for (const [key, added] of this.#added) {
      const end = ends.get(key) ?? (key === '[]' ? { at: top, model: undefined } : undefined);
      const options = added.filter(({ value }) => isOption(value));
      sections.push(...added.filter(({ value }) => !isOption(value)));
      if (options.length === 0) continue;
      if (end === undefined) {
        const values = options.map(({ path, value }) => [String(path.at(-1)), value] as const);
        const path = JSON.parse(key) as (string | number)[];
        sections.push({ path, value: new Map(values) });
        continue;
      }
      const lines = options.map((each) => this.#optionLines(each, end.model ?? model)).join('');
      splices.push(this.#insert(end.at, lines));
    }
    const printed = sections.flatMap(({ path, value }) => this.#sections(path, value, model));
    if (printed.length === 0) return splices;
    const lines = (this.text.length === 0 ? '' : this.#newLine) + printed.join(this.#newLine);
    return [...splices, this.#insert(this.text.length, lines)];
  }

  #collect(path: Path, change: Change): void {
    if (change.kind === 'replace') {
      this.#changed.set(keyOf(path), textOf(change.after));
      return;
    }
    for (const [step, inner] of change.changed as ReadonlyMap<string | number, Change>)
      this.#collect([...path, step], inner);
    for (const step of change.removed) this.#removed.add(keyOf([...path, step]));
    const added =
      change.kind === 'map'
        ? [...change.added]
        : change.added.map((value) => [undefined, value] as const);
    const key = keyOf(path);
    const into = this.#added.get(key) ?? [];
    for (const [name, value] of added)
      into.push({ path: name === undefined ? path : [...path, name], value });
    if (into.length > 0) this.#added.set(key, into);
  }

  #insert(at: number, lines: string): Splice {
    return { start: at, end: at, text: linesAt(this.text, at, lines, this.#newLine) };
  }

  /** New sections with their options; a section with only sections in it has no line of its own. */
  #sections(path: Path, value: ConfValue, model: Option | undefined): readonly string[] {
    if (isList(value)) return value.flatMap((each) => this.#sections(path, each, model));
    if (!isMap(value)) return [];
    const options = [...value].filter(([, each]) => isOption(each));
    const inner = [...value].filter(([, each]) => !isOption(each));
    const names = path.filter((step) => typeof step === 'string');
    const [outer = '', sub] = names;
    const header =
      this.dialect.nested === true && sub !== undefined
        ? `${outer} "${sub.replace(/["\\]/g, '\\$&')}"`
        : outer;
    const lines = options.map(([name, each]) =>
      this.#optionLines({ path: [...path, name], value: each }, model),
    );
    const own = options.length > 0 || inner.length === 0;
    return [
      ...(own ? [`[${header}]${this.#newLine}${lines.join('')}`] : []),
      ...inner.flatMap(([name, each]) => this.#sections([...path, name], each, model)),
    ];
  }

  #optionLines({ path, value }: Added, model: Option | undefined): string {
    if (isList(value))
      return value.map((each) => this.#optionLines({ path, value: each }, model)).join('');
    const { text, dialect } = this;
    const name = String(path.findLast((step) => typeof step === 'string'));
    const indent = model === undefined ? '' : indentationAt(text, model.nameStart);
    const written =
      model === undefined || model.isBare
        ? dialect.equals
        : text.slice(model.nameEnd, model.pieces[0].start);
    const sign = /[=:]/.exec(written)?.[0] ?? '=';
    let equals = /[ \t]$/.test(written) ? `${sign} ` : sign;
    if (sign === '=' && /^[ \t]/.test(written)) equals = ' = ';
    const printed = this.#encode(textOf(value), `${indent}\t`, '');
    const before = printed === '' ? equals.trimEnd() : equals;
    return indent + (dialect.encodeName?.(name, text) ?? name) + before + printed + this.#newLine;
  }

  #replacement(option: Option, value: string): readonly Splice[] {
    const { text } = this;
    const [first, ...others] = option.pieces;
    const further = others.find(({ start, end }) => start < end);
    const indent =
      further === undefined
        ? `${indentationAt(text, option.nameStart)}\t`
        : indentationAt(text, further.start);
    let { end } = first;
    let gap = option.isBare ? this.dialect.equals : '';
    const printed = this.#encode(value, indent, text.slice(first.start, end));
    if (first.start === end && !option.isBare) {
      while (end < first.lineEnd && /[ \t]/.test(text.charAt(end))) end += 1;
      const isSpaced = /[ \t]/.test(text.slice(option.nameEnd, end));
      const hasSign = /[=:]/.test(text.slice(option.nameEnd, end));
      if (!hasSign && printed !== '') gap = this.dialect.equals;
      else if (isSpaced && printed !== '' && !/^[\r\n]/.test(printed)) gap = ' ';
    }
    const isCommented = first.start === end && /[#;]/.test(text.charAt(end));
    return [
      { start: first.start, end, text: gap + printed + (isCommented ? ' ' : '') },
      ...others.map((piece) => ({ start: piece.lineStart, end: piece.lineEnd, text: '' })),
    ];
  }

  /** A value as it is written: all lines of it but the first are indented, empty ones stay empty. */
  #encode(value: string, indent: string, old: string): string {
    const { encode, continues } = this.dialect;
    if (encode !== undefined) return encode(value, this.text, old);
    if (continues !== 'indent') return value;
    const line = (each: string, at: number): string =>
      at === 0 || each === '' ? each : indent + each;
    return value.split('\n').map(line).join(this.#newLine);
  }
}
