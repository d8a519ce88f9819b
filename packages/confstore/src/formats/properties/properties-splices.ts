import { textOf } from '../../document/text-of.js';
import type { MapChange } from '../../edit/change.js';
import { indentationAt, lineEndOf } from '../../edit/lines.js';
import { linesAt } from '../../edit/lines-at.js';
import type { Splice } from '../../edit/splice.js';
import type { Property } from './scan-properties.js';

/** The splices that make the change: a property keeps the style of its line, a new one takes that of the last. */
export function propertiesSplices(text: string, properties: readonly Property[], change: MapChange): readonly Splice[] {
  const lineEnd = lineEndOf(text);
  const last = new Map(properties.map((property) => [property.name, property]));
  const splices: Splice[] = [];
  for (const [name, { after }] of change.changed) {
    const property = last.get(name);
    if (property !== undefined) splices.push(replacement(text, property, textOf(after)));
  }
  for (const { name, lineStart, lineEnd: end } of properties) if (change.removed.has(name)) splices.push({ start: lineStart, end, text: '' });
  if (change.added.size > 0) {
    const model = properties.at(-1);
    const indent = model === undefined ? '' : indentationAt(text, model.nameStart);
    const equals = model === undefined || /[ \t]/.test(text.slice(model.nameEnd, model.valueStart)) ? ' = ' : '=';
    const lines = [...change.added].map(([name, value]) => indent + name + (value === '' ? equals.trimEnd() : equals) + textOf(value) + lineEnd).join('');
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
