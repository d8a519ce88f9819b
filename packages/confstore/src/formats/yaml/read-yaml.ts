import type { Source } from '../source.js';
import { plainYamlEvents } from './plain-yaml-events.js';
import { readYamlEvents } from './read-yaml-events.js';
import { YamlEventReader } from './yaml-event-reader.js';
import { yamlPieces } from './yaml-pieces.js';

/**
 * Shorter texts (in UTF-16 units) are parsed at once: js-yaml is half as fast when it is called
 * again and again, and their events are not many.
 */
const longText = 1 << 21;

/**
 * What `read` makes of the events of a YAML text; a long one is parsed in pieces. @throws HareError
 * as `readYamlEvents` and `read` do
 */
export function readYaml<T>(text: string, source: Source, read: (events: YamlEventReader) => T): T {
  const done = text.length < longText ? undefined : readInPieces(text, read);
  return done === undefined
    ? read(new YamlEventReader([plainYamlEvents(text) ?? readYamlEvents(text, source)]))
    : done.value;
}

/**
 * The same of a text that is parsed in pieces; undefined when it is not valid: what is wrong first,
 * and where, only all of it at once can tell.
 */
export function readInPieces<T>(
  text: string,
  read: (events: YamlEventReader) => T,
  length?: number,
): { readonly value: T } | undefined {
  try {
    const events = new YamlEventReader(yamlPieces(text, length));
    const value = read(events);
    while (events.peek() !== undefined) if (events.next().type !== 6) return undefined;
    return { value };
  } catch {
    return undefined;
  }
}
