import { HareError } from '@hare/base';
import { defaultDelimiter } from './delimiter.js';
import { quoteName } from './format-key.js';
import { parseKey } from './parse-key.js';
import { parseSegments } from './parse-segments.js';
import type { Path, Step } from './path.js';

/** A flat key's segments: `a>b[0]` is `['a', 'b[0]']`. @throws HareError `KEY_SYNTAX` */
export function parseFlatKey(key: string, delimiter: string = defaultDelimiter): readonly string[] {
  return parseSegments(key, delimiter).map(({ quoted, text }) => {
    if (quoted === undefined) return text;
    if (/^(\[\d+\])*$/.test(text)) return quoted + text;
    const what = `${JSON.stringify(text)} follows a closing quote in the key ${JSON.stringify(key)}`;
    const hint = 'a quote inside a quoted name is written ""';
    throw new HareError('KEY_SYNTAX', what, { where: { key }, hint });
  });
}

/** The key of segments, quoted where needed: the reverse of `parseFlatKey`. */
export function formatFlatKey(segments: readonly string[], delimiter = defaultDelimiter): string {
  const isQuoted = (name: string): boolean =>
    name.includes(delimiter) || name.startsWith('"') || name.trim() === '';
  return segments.map((name) => (isQuoted(name) ? quoteName(name) : name)).join(delimiter);
}

/** The path that segments mean in a document with lists: `['a', 'b[0]']` is `['a', 'b', 0]`. */
export function pathOfSegments(segments: readonly string[]): Path {
  if (!segments.some((segment) => segment.endsWith(']'))) return segments;
  return segments.flatMap((segment): Step[] => {
    const found = /^(.*?[^\]])((?:\[\d+\])+)$/s.exec(segment);
    if (found === null) return [segment];
    const [, name = '', indexes = ''] = found;
    return [name, ...indexes.slice(1, -1).split('][').map(Number)];
  });
}

/** The path that a key means in a store. */
export function pathOfKey(
  key: string,
  { flat, delimiter }: { readonly flat: boolean; readonly delimiter: string },
): Path {
  return flat ? pathOfSegments(parseFlatKey(key, delimiter)) : parseKey(key, delimiter);
}

/** The segments under which a flat store keeps a path: `['a', 'b', 0]` is `['a', 'b[0]']`. */
export function segmentsOfPath(path: Path): readonly string[] {
  const segments: string[] = [];
  for (const step of path) {
    if (typeof step === 'string') segments.push(step);
    else segments.push(`${segments.pop() ?? ''}[${step}]`);
  }
  return segments;
}
