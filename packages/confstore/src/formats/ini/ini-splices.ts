import { appendAll } from '../../append-all.js';
import type { ConfMap, ConfValue } from '../../conf-store.js';
import { isMap } from '../../document/kind-of.js';
import { textOf } from '../../document/text-of.js';
import type { MapChange } from '../../edit/change.js';
import { indentationAt, lineEndOf } from '../../edit/lines.js';
import { linesAt } from '../../edit/lines-at.js';
import type { Splice } from '../../edit/splice.js';
import type { IniItem, IniOption, IniSection } from './scan-ini.js';

/**
 * The splices that make the change: an option keeps the style of its line, a new one takes that of
 * the option above it.
 */
export function iniSplices(
  text: string,
  scan: Iterable<IniItem>,
  change: MapChange,
): readonly Splice[] {
  const lineEnd = lineEndOf(text);
  const splices: Splice[] = [];
  let section: SectionEdit | undefined;
  let removed = false;
  let model: IniOption | undefined;
  for (const item of scan) {
    if (item.kind === 'section') {
      if (section !== undefined) appendAll(splices, section.splices());
      const changed = change.changed.get(item.name);
      section = changed?.kind === 'map' ? new SectionEdit(text, item, changed, lineEnd) : undefined;
      removed = change.removed.has(item.name);
      if (removed) splices.push({ start: item.lineStart, end: item.lineEnd, text: '' });
    } else if (item.kind === 'option') {
      section?.pass(item);
      if (removed) appendAll(splices, removal(item));
      model = item;
    }
  }
  if (section !== undefined) appendAll(splices, section.splices());
  const added = [...change.added].map(
    ([name, value]) =>
      `[${name}]${lineEnd}${isMap(value) ? optionLines(text, value, model, lineEnd) : ''}`,
  );
  if (added.length > 0) {
    const lines = (text.length === 0 ? '' : lineEnd) + added.join(lineEnd);
    splices.push({
      start: text.length,
      end: text.length,
      text: linesAt(text, text.length, lines, lineEnd),
    });
  }
  return splices;
}

/** The splices of one section, whose options pass one after the other. */
class SectionEdit {
  readonly #replaced = new Map<string, readonly Splice[]>(); // of a repeated option the last counts
  readonly #removals: Splice[] = [];
  #last: IniOption | undefined;
  #lastKept: IniOption | undefined;

  constructor(
    private readonly text: string,
    private readonly header: IniSection,
    private readonly change: MapChange,
    private readonly lineEnd: string,
  ) {}

  pass(option: IniOption): void {
    const after = this.change.changed.get(option.name)?.after;
    if (after !== undefined)
      this.#replaced.set(option.name, replacement(this.text, option, textOf(after), this.lineEnd));
    this.#last = option;
    if (this.change.removed.has(option.name)) appendAll(this.#removals, removal(option));
    else this.#lastKept = option;
  }

  splices(): readonly Splice[] {
    const splices = [...[...this.#replaced.values()].flat(), ...this.#removals];
    if (this.change.added.size === 0) return splices;
    const offset = this.#lastKept?.pieces.at(-1)?.lineEnd ?? this.header.lineEnd;
    const lines = optionLines(
      this.text,
      this.change.added,
      this.#lastKept ?? this.#last,
      this.lineEnd,
    );
    return [
      ...splices,
      { start: offset, end: offset, text: linesAt(this.text, offset, lines, this.lineEnd) },
    ];
  }
}

/** The lines of an option go; comments between them stay. */
function removal(option: IniOption): readonly Splice[] {
  return option.pieces.map(({ lineStart, lineEnd }) => ({
    start: lineStart,
    end: lineEnd,
    text: '',
  }));
}

function replacement(
  text: string,
  option: IniOption,
  value: string,
  lineEnd: string,
): readonly Splice[] {
  const [first, ...others] = option.pieces;
  const further = others.find(({ start, end }) => start < end);
  const indent =
    further === undefined
      ? `${indentationAt(text, option.nameStart)}\t`
      : indentationAt(text, further.start);
  const printed = continued(value, indent, lineEnd);
  const isEmpty = first.start === first.end;
  const end = isEmpty ? blanksEnd(text, first.end, first.lineEnd) : first.end;
  const gap =
    isEmpty &&
    value !== '' &&
    !value.startsWith('\n') &&
    /[ \t]/.test(text.slice(option.nameEnd, end))
      ? ' '
      : '';
  return [
    { start: first.start, end, text: gap + printed },
    ...others.map((piece) => ({ start: piece.lineStart, end: piece.lineEnd, text: '' })),
  ];
}

function optionLines(
  text: string,
  options: ConfMap,
  model: IniOption | undefined,
  lineEnd: string,
): string {
  const indent = model === undefined ? '' : indentationAt(text, model.nameStart);
  const delimiter = model === undefined ? ' = ' : delimiterOf(text, model);
  return [...options]
    .map(
      ([name, value]) =>
        `${indent}${name}${delimiterBefore(delimiter, value)}${continued(textOf(value), `${indent}\t`, lineEnd)}${lineEnd}`,
    )
    .join('');
}

function delimiterOf(text: string, option: IniOption): string {
  const written = text.slice(option.nameEnd, option.pieces[0].start);
  const sign = written.includes('=') ? '=' : ':';
  return sign === '=' && /^[ \t]/.test(written)
    ? ' = '
    : /[ \t]$/.test(written)
      ? `${sign} `
      : sign;
}

function delimiterBefore(delimiter: string, value: ConfValue): string {
  return value === '' ? delimiter.trimEnd() : delimiter;
}

/** A value on its lines: all but the first are indented, empty ones stay empty. */
function continued(value: string, indent: string, lineEnd: string): string {
  return value
    .split('\n')
    .map((line, at) => (at === 0 || line === '' ? line : indent + line))
    .join(lineEnd);
}

function blanksEnd(text: string, from: number, lineEnd: number): number {
  let at = from;
  while (at < lineEnd && (text[at] === ' ' || text[at] === '\t')) at += 1;
  return at;
}
