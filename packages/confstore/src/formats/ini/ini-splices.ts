import { appendAll } from '../../append-all.js';
import type { ConfMap, ConfValue } from '../../conf-store.js';
import { isMap } from '../../document/kind-of.js';
import { textOf } from '../../document/text-of.js';
import type { MapChange } from '../../edit/change.js';
import { indentationAt, lineEndOf } from '../../edit/lines.js';
import { linesAt } from '../../edit/lines-at.js';
import type { Splice } from '../../edit/splice.js';
import type { IniOption, IniScan, IniSection } from './scan-ini.js';

/** The splices that make the change: an option keeps the style of its line, a new one takes that of the option above it. */
export function iniSplices(text: string, scan: IniScan, change: MapChange): readonly Splice[] {
  const sections = new Map(scan.sections.map((section) => [section.name, section]));
  const lineEnd = lineEndOf(text);
  const splices: Splice[] = [];
  for (const [name, item] of change.changed) {
    const section = sections.get(name);
    if (section !== undefined && item.kind === 'map') appendAll(splices, sectionSplices(text, section, item, lineEnd));
  }
  for (const name of change.removed) {
    const section = sections.get(name);
    if (section === undefined) continue;
    splices.push({ start: section.lineStart, end: section.lineEnd, text: '' });
    appendAll(splices, section.options.flatMap(removal));
  }
  const model = scan.sections.flatMap(({ options }) => options.slice(-1)).at(-1);
  const added = [...change.added].map(([name, value]) => `[${name}]${lineEnd}${isMap(value) ? optionLines(text, value, model, lineEnd) : ''}`);
  if (added.length > 0) {
    const lines = (text.length === 0 ? '' : lineEnd) + added.join(lineEnd);
    splices.push({ start: text.length, end: text.length, text: linesAt(text, text.length, lines, lineEnd) });
  }
  return splices;
}

function sectionSplices(text: string, section: IniSection, change: MapChange, lineEnd: string): readonly Splice[] {
  const options = new Map(section.options.map((option) => [option.name, option]));
  const splices: Splice[] = [];
  for (const [name, { after }] of change.changed) {
    const option = options.get(name);
    if (option !== undefined) splices.push(...replacement(text, option, textOf(after), lineEnd));
  }
  appendAll(splices, section.options.filter(({ name }) => change.removed.has(name)).flatMap(removal));
  if (change.added.size > 0) {
    const model = section.options.findLast(({ name }) => !change.removed.has(name));
    const offset = model?.pieces.at(-1)?.lineEnd ?? section.lineEnd;
    splices.push({ start: offset, end: offset, text: linesAt(text, offset, optionLines(text, change.added, model ?? section.options.at(-1), lineEnd), lineEnd) });
  }
  return splices;
}

/** The lines of an option go; comments between them stay. */
function removal(option: IniOption): readonly Splice[] {
  return option.pieces.map(({ lineStart, lineEnd }) => ({ start: lineStart, end: lineEnd, text: '' }));
}

function replacement(text: string, option: IniOption, value: string, lineEnd: string): readonly Splice[] {
  const [first, ...others] = option.pieces;
  const further = others.find(({ start, end }) => start < end);
  const indent = further === undefined ? `${indentationAt(text, option.nameStart)}\t` : indentationAt(text, further.start);
  const printed = continued(value, indent, lineEnd);
  const isEmpty = first.start === first.end;
  const end = isEmpty ? blanksEnd(text, first.end, first.lineEnd) : first.end;
  const gap = isEmpty && value !== '' && !value.startsWith('\n') && /[ \t]/.test(text.slice(option.nameEnd, end)) ? ' ' : '';
  return [{ start: first.start, end, text: gap + printed }, ...others.map((piece) => ({ start: piece.lineStart, end: piece.lineEnd, text: '' }))];
}

function optionLines(text: string, options: ConfMap, model: IniOption | undefined, lineEnd: string): string {
  const indent = model === undefined ? '' : indentationAt(text, model.nameStart);
  const delimiter = model === undefined ? ' = ' : delimiterOf(text, model);
  return [...options].map(([name, value]) => `${indent}${name}${delimiterBefore(delimiter, value)}${continued(textOf(value), `${indent}\t`, lineEnd)}${lineEnd}`).join('');
}

function delimiterOf(text: string, option: IniOption): string {
  const written = text.slice(option.nameEnd, option.pieces[0].start);
  const sign = written.includes('=') ? '=' : ':';
  return sign === '=' && /^[ \t]/.test(written) ? ' = ' : /[ \t]$/.test(written) ? `${sign} ` : sign;
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
