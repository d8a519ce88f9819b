import { nextLine } from '../../edit/lines.js';
import { trimBlanks } from '../trim-blanks.js';

/** A line with a property. */
export interface Property {
  readonly kind: 'property';
  readonly name: string;
  readonly value: string;
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

/** A line that no properties file may hold: `offset` is where it goes wrong. */
export interface PropertyProblem {
  readonly kind: 'problem';
  readonly what: string;
  readonly hint: string;
  readonly offset: number;
}

/**
 * The properties of a file with their offsets: `key = value` at the first `=`, whole-line `#`
 * comments, no escapes, no continuation. They come one after the other, as all of them would take
 * several times the memory of the text.
 */
export function* scanProperties(text: string): Generator<Property | PropertyProblem, undefined> {
  for (
    let line = 1, lineStart = 0, lineEnd: number;
    lineStart < text.length;
    lineStart = lineEnd, line += 1
  ) {
    lineEnd = nextLine(text, lineStart);
    const [start, end] = trimBlanks(text, lineStart, lineEnd);
    if (start === end || text[start] === '#') continue;
    const equals = text.slice(start, end).indexOf('=');
    if (equals <= 0) {
      const what = equals === -1 ? 'a line without "="' : 'a property without a name';
      yield { kind: 'problem', what, hint: 'write name = value, or # comment', offset: start };
      continue;
    }
    const [, nameEnd] = trimBlanks(text, start, start + equals);
    const [valueStart] = trimBlanks(text, start + equals + 1, end);
    yield {
      kind: 'property',
      name: text.slice(start, nameEnd),
      value: text.slice(valueStart, end),
      line,
      lineStart,
      lineEnd,
      nameStart: start,
      nameEnd,
      valueStart,
      valueEnd: end,
    };
  }
}
