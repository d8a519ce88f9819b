import { appendAll } from '../../append-all.js';
import { textOf } from '../../document/text-of.js';
import type { MapChange } from '../../edit/change.js';
import { indentationAt, lineEndOf } from '../../edit/lines.js';
import { linesAt } from '../../edit/lines-at.js';
import type { Splice } from '../../edit/splice.js';
import type { Property, PropertyProblem } from './scan-properties.js';

/**
 * The splices that make the change: a property keeps the style of its line, a new one takes that of
 * the last.
 */
export function propertiesSplices(
  text: string,
  scan: Iterable<Property | PropertyProblem>,
  change: MapChange,
): readonly Splice[] {
  const lineEnd = lineEndOf(text);
  const replaced = new Map<string, Splice>(); // of a repeated property the last counts
  const splices: Splice[] = [];
  let model: Property | undefined;
  for (const item of scan) {
    if (item.kind === 'problem') continue;
    const after = change.changed.get(item.name)?.after;
    if (after !== undefined) replaced.set(item.name, replacement(text, item, textOf(after)));
    if (change.removed.has(item.name))
      splices.push({ start: item.lineStart, end: item.lineEnd, text: '' });
    model = item;
  }
  appendAll(splices, replaced.values());
  if (change.added.size > 0) {
    const indent = model === undefined ? '' : indentationAt(text, model.nameStart);
    const equals =
      model === undefined || /[ \t]/.test(text.slice(model.nameEnd, model.valueStart))
        ? ' = '
        : '=';
    const lines = [...change.added]
      .map(
        ([name, value]) =>
          indent + name + (value === '' ? equals.trimEnd() : equals) + textOf(value) + lineEnd,
      )
      .join('');
    const offset = model?.lineEnd ?? text.length;
    splices.push({ start: offset, end: offset, text: linesAt(text, offset, lines, lineEnd) });
  }
  return splices;
}

function replacement(text: string, property: Property, value: string): Splice {
  const { nameEnd, valueStart, valueEnd } = property;
  if (valueStart < valueEnd) return { start: valueStart, end: valueEnd, text: value };
  const end = /[ \t]*/y;
  end.lastIndex = valueEnd;
  const blanks = end.exec(text)?.[0] ?? '';
  const spaced = /[ \t]/.test(text.slice(nameEnd, valueEnd) + blanks);
  return { start: valueEnd, end: valueEnd + blanks.length, text: spaced ? ` ${value}` : value };
}
