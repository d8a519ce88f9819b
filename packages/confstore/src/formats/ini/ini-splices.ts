import { appendAll } from '../../append-all.js';
import type { ConfMap } from '../../conf-store.js';
import { isMap } from '../../document/kind-of.js';
import { textOf } from '../../document/text-of.js';
import type { MapChange } from '../../edit/change.js';
import { indentationAt, lineEndOf, linesAt } from '../../edit/lines.js';
import type { Splice } from '../../edit/splice.js';
import type { IniOption, IniSection } from './scan-ini.js';

/**
 * The splices that make the change: an option keeps the style of its line, a new one takes that of
 * the option above it.
 */
export function iniSplices(
  text: string,
  scan: Iterable<IniSection | IniOption>,
  change: MapChange,
): readonly Splice[] {
  const newLine = lineEndOf(text);
  const splices: Splice[] = [];
  let section: SectionEdit | undefined;
  let removed = false;
  let model: IniOption | undefined;
  for (const item of scan) {
    if (item.kind === 'section') {
      appendAll(splices, section?.splices() ?? []);
      const changed = change.changed.get(item.name);
      section = changed?.kind === 'map' ? new SectionEdit(text, item, changed, newLine) : undefined;
      removed = change.removed.has(item.name);
      if (removed) splices.push({ start: item.lineStart, end: item.lineEnd, text: '' });
    } else {
      section?.pass(item);
      if (removed) appendAll(splices, removal(item));
      model = item;
    }
  }
  appendAll(splices, section?.splices() ?? []);
  if (change.added.size === 0) return splices;
  const added = [...change.added].map(([name, options]) => {
    const lines = isMap(options) ? optionLines(text, options, model, newLine) : '';
    return `[${name}]${newLine}${lines}`;
  });
  const lines = (text.length === 0 ? '' : newLine) + added.join(newLine);
  const at = text.length;
  return [...splices, { start: at, end: at, text: linesAt(text, at, lines, newLine) }];
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
    private readonly newLine: string,
  ) {}

  pass(option: IniOption): void {
    const after = this.change.changed.get(option.name)?.after;
    if (after !== undefined)
      this.#replaced.set(option.name, replacement(this.text, option, textOf(after), this.newLine));
    this.#last = option;
    if (this.change.removed.has(option.name)) appendAll(this.#removals, removal(option));
    else this.#lastKept = option;
  }

  splices(): readonly Splice[] {
    const splices = [...[...this.#replaced.values()].flat(), ...this.#removals];
    const { added } = this.change;
    if (added.size === 0) return splices;
    const at = this.#lastKept?.pieces.at(-1)?.lineEnd ?? this.header.lineEnd;
    const lines = optionLines(this.text, added, this.#lastKept ?? this.#last, this.newLine);
    return [...splices, { start: at, end: at, text: linesAt(this.text, at, lines, this.newLine) }];
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
  newLine: string,
): readonly Splice[] {
  const [first, ...others] = option.pieces;
  const further = others.find(({ start, end }) => start < end);
  const indent =
    further === undefined
      ? `${indentationAt(text, option.nameStart)}\t`
      : indentationAt(text, further.start);
  let { end } = first;
  let gap = '';
  if (first.start === end) {
    while (end < first.lineEnd && /[ \t]/.test(text.charAt(end))) end += 1;
    const isSpaced = /[ \t]/.test(text.slice(option.nameEnd, end));
    if (isSpaced && value !== '' && !value.startsWith('\n')) gap = ' ';
  }
  return [
    { start: first.start, end, text: gap + continued(value, indent, newLine) },
    ...others.map((piece) => ({ start: piece.lineStart, end: piece.lineEnd, text: '' })),
  ];
}

function optionLines(
  text: string,
  options: ConfMap,
  model: IniOption | undefined,
  newLine: string,
): string {
  const indent = model === undefined ? '' : indentationAt(text, model.nameStart);
  const written = model === undefined ? ' = ' : text.slice(model.nameEnd, model.pieces[0].start);
  const sign = written.includes('=') ? '=' : ':';
  let delimiter = /[ \t]$/.test(written) ? `${sign} ` : sign;
  if (sign === '=' && /^[ \t]/.test(written)) delimiter = ' = ';
  return [...options]
    .map(([name, value]) => {
      const before = value === '' ? delimiter.trimEnd() : delimiter;
      return indent + name + before + continued(textOf(value), `${indent}\t`, newLine) + newLine;
    })
    .join('');
}

/** A value on its lines: all but the first are indented, empty ones stay empty. */
function continued(value: string, indent: string, newLine: string): string {
  return value
    .split('\n')
    .map((line, at) => (at === 0 || line === '' ? line : indent + line))
    .join(newLine);
}
