import { HareError } from '@hare/base';

/** A segment as written: a quoted name and what follows it, or plain text with brackets. */
export interface KeySegment {
  /** The name in double quotes, unquoted; undefined when the segment is not quoted. */
  readonly quoted: string | undefined;
  /** The rest of the segment: all of it when it is not quoted. */
  readonly text: string;
}

/** Splits a key outside quotes. @throws HareError `KEY_SYNTAX` for blank segments, open quotes */
export function parseSegments(key: string, delimiter: string): readonly KeySegment[] {
  if (typeof (key as unknown) !== 'string') {
    const hint = `write it like a${delimiter}b[0]`;
    throw new HareError('KEY_SYNTAX', `the key is a ${typeof key}, not a text`, { hint });
  }
  const segments: KeySegment[] = [];
  for (let at = 0; at <= key.length;) {
    const { quoted, next } = quotedName(key, at);
    const found = key.indexOf(delimiter, next);
    const end = found === -1 ? key.length : found;
    const text = key.slice(next, end);
    if (quoted === undefined && text.trim() === '') throw blankSegment(key, delimiter);
    segments.push({ quoted, text });
    at = end + delimiter.length;
  }
  return segments;
}

function quotedName(
  key: string,
  start: number,
): { readonly quoted: string | undefined; readonly next: number } {
  if (key[start] !== '"') return { quoted: undefined, next: start };
  let name = '';
  for (let at = start + 1; ;) {
    const quote = key.indexOf('"', at);
    if (quote === -1) {
      const what = `a quote in the key ${JSON.stringify(key)} is not closed`;
      const hint = 'a name in double quotes ends with one; a quote inside is written ""';
      throw new HareError('KEY_SYNTAX', what, { where: { key }, hint });
    }
    name += key.slice(at, quote);
    if (key[quote + 1] !== '"') return { quoted: name, next: quote + 1 };
    name += '"';
    at = quote + 2;
  }
}

function blankSegment(key: string, delimiter: string): HareError {
  const what = `the key ${JSON.stringify(key)} ${key.trim() === '' ? 'is blank' : 'has a blank segment'}`;
  return new HareError('KEY_SYNTAX', what, {
    where: { key },
    hint: `a key is names with ${delimiter} between them: a${delimiter}b[0]; a name that is really blank is written in double quotes`,
  });
}
