import type { ConfValue } from '../../conf-store.js';
import { textOf } from '../../document/text-of.js';
import type { MapChange } from '../../edit/change.js';
import { indentationAt, lineEndOf, nextLine, linesAt } from '../../edit/lines.js';
import type { Splice } from '../../edit/splice.js';
import { HareError } from '@hare/base';
import type { DocumentFormat } from '../document-format.js';
import { hasLoneSurrogate } from '../lone-surrogate.js';
import { errorAt, placeIn, type Source } from '../source.js';
import { isTrimmed, trimBlanks } from '../trim-blanks.js';

/**
 * Properties files: `key = value` at the first `=`, whole-line `#` comments, no escapes, no
 * continuation; values are texts.
 */
export const propertiesFormat: DocumentFormat = {
  name: 'properties',
  /**
   * The segments of a key, with the delimiter between them, are the name of a property: `a>b` is
   * the property `a>b`.
   */
  flat: {
    toNames: (segments, delimiter) => [segments.join(delimiter)],
    toSegments([name = ''], delimiter) {
      const segments = name.split(delimiter);
      return segments.some((segment) => segment.trim() === '') ? [name] : segments;
    },
  },
  emptyText: '',
  parse(text, source) {
    const root = new Map<string, string>();
    const warnings: HareError[] = [];
    for (const { name, line, lineStart, nameStart, valueStart, valueEnd } of scan(text, source)) {
      if (root.has(name)) {
        const what = `the property ${name} is there again: the last one wins`;
        const where = placeIn(source, line, nameStart - lineStart + 1);
        warnings.push(new HareError('DUPLICATE_KEY', what, { where, hint: 'keep one of them' }));
      }
      root.set(name, text.slice(valueStart, valueEnd));
    }
    return { root, warnings };
  },
  splices,
  locate(text, [wanted, ...others], source) {
    let found: number | undefined;
    if (others.length === 0)
      for (const { name, nameStart } of scan(text, source)) if (name === wanted) found = nameStart;
    return found;
  },
  refuses,
};

/** A line with a property. */
interface Property {
  readonly name: string;
  /** The number of its line, from 1. */
  readonly line: number;
  /** The line, with its line end. */
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** The properties of a file with their offsets. @throws HareError `SYNTAX` */
function* scan(text: string, source: Source): Generator<Property> {
  let lineEnd: number;
  for (let line = 1, lineStart = 0; lineStart < text.length; lineStart = lineEnd, line += 1) {
    lineEnd = nextLine(text, lineStart);
    const [nameStart, valueEnd] = trimBlanks(text, lineStart, lineEnd);
    if (nameStart === valueEnd || text[nameStart] === '#') continue;
    const equals = text.slice(nameStart, valueEnd).indexOf('=');
    if (equals <= 0) {
      const what = equals === -1 ? 'a line without "="' : 'a property without a name';
      throw errorAt('SYNTAX', what, text, nameStart, source, 'write name = value, or # comment');
    }
    const [, nameEnd] = trimBlanks(text, nameStart, nameStart + equals);
    const [valueStart] = trimBlanks(text, nameStart + equals + 1, valueEnd);
    const name = text.slice(nameStart, nameEnd);
    yield { name, line, lineStart, lineEnd, nameStart, nameEnd, valueStart, valueEnd };
  }
}

/**
 * The splices that make the change: a property keeps the style of its line, a new one takes that of
 * the last.
 */
function splices(text: string, change: MapChange, source: Source): readonly Splice[] {
  const replaced = new Map<string, Splice>(); // of a repeated property the last counts
  const found: Splice[] = [];
  let model: Property | undefined;
  for (const item of scan(text, source)) {
    const after = change.changed.get(item.name)?.after;
    if (after !== undefined) replaced.set(item.name, replacement(text, item, textOf(after)));
    if (change.removed.has(item.name))
      found.push({ start: item.lineStart, end: item.lineEnd, text: '' });
    model = item;
  }
  for (const splice of replaced.values()) found.push(splice);
  if (change.added.size === 0) return found;
  const newLine = lineEndOf(text);
  const indent = model === undefined ? '' : indentationAt(text, model.nameStart);
  const sign = model === undefined ? ' ' : text.slice(model.nameEnd, model.valueStart);
  const equals = /[ \t]/.test(sign) ? ' = ' : '=';
  const lines = [...change.added].map(([name, value]) => {
    const before = value === '' ? equals.trimEnd() : equals;
    return indent + name + before + textOf(value) + newLine;
  });
  const at = model?.lineEnd ?? text.length;
  found.push({ start: at, end: at, text: linesAt(text, at, lines.join(''), newLine) });
  return found;
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

function refuses(value: ConfValue, [step]: readonly (string | number)[]): string | undefined {
  const name = String(step);
  if (name === '') return 'properties have names';
  if (/[=\r\n]/.test(name)) return 'the name of a property ends at "=" and the end of its line';
  if (name.startsWith('#')) return 'a property whose name starts with # would be a comment';
  if (typeof value !== 'string') return 'properties have only texts';
  if (/[\r\n]/.test(value)) return 'the value of a property is one line';
  if (!isTrimmed(name) || !isTrimmed(value))
    return 'properties drop white space around names and values';
  return hasLoneSurrogate(name) || hasLoneSurrogate(value)
    ? 'properties hold only well-formed Unicode'
    : undefined;
}
