import { nextLine } from '../../edit/lines.js';
import { trimBlanks } from '../trim-blanks.js';

export interface Property {
  readonly name: string;
  readonly value: string;
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
  readonly what: string;
  readonly hint: string;
  readonly offset: number;
}

/** The properties of a file with their offsets: `key = value` at the first `=`, whole-line `#` comments, no escapes, no continuation. */
export function scanProperties(text: string): { readonly properties: readonly Property[]; readonly problems: readonly PropertyProblem[] } {
  const properties: Property[] = [];
  const problems: PropertyProblem[] = [];
  for (let lineStart = 0, lineEnd: number; lineStart < text.length; lineStart = lineEnd) {
    lineEnd = nextLine(text, lineStart);
    const [start, end] = trimBlanks(text, lineStart, lineEnd);
    if (start === end || text[start] === '#') continue;
    const line = text.slice(start, end);
    const equals = line.indexOf('=');
    if (equals <= 0) {
      const what = equals === -1 ? 'a line without "="' : 'a property without a name';
      problems.push({ what, hint: 'write name = value, or # comment', offset: start });
      continue;
    }
    const [, nameEnd] = trimBlanks(text, start, start + equals);
    const [valueStart] = trimBlanks(text, start + equals + 1, end);
    properties.push({ name: text.slice(start, nameEnd), value: text.slice(valueStart, end), lineStart, lineEnd, nameStart: start, nameEnd, valueStart, valueEnd: end });
  }
  return { properties, problems };
}
