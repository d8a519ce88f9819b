import type { ConfMap } from '../../conf-store.js';
import type { Source } from '../source.js';
import { YamlModelBuilder } from './build-yaml-model.js';
import { readYamlEvents } from './read-yaml-events.js';
import { YamlEventReader } from './yaml-event-reader.js';
import { yamlPieces } from './yaml-pieces.js';

/** Shorter texts (in UTF-16 units) are parsed at once: js-yaml is half as fast when it is called again and again, and their events are not many. */
const longText = 1 << 21;

/** The model of a YAML text; a long one is parsed in pieces. @throws HareError as `readYamlEvents` and `YamlModelBuilder` do */
export function readYamlModel(text: string, source: Source): ConfMap {
  const read = text.length < longText ? undefined : readYamlInPieces(text, source);
  return read ?? new YamlModelBuilder(new YamlEventReader([readYamlEvents(text, source)]), text, source).build();
}

/** The model of a text that is parsed in pieces; undefined when it is not valid: what is wrong first, and where, only all of it at once can tell. */
export function readYamlInPieces(text: string, source: Source, length?: number): ConfMap | undefined {
  try {
    const events = new YamlEventReader(yamlPieces(text, length));
    const model = new YamlModelBuilder(events, text, source).build();
    while (events.peek() !== undefined) if (events.next().type !== 6) return undefined;
    return model;
  } catch {
    return undefined;
  }
}
