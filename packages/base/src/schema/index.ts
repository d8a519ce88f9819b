export { byKind } from './by-kind.js';
export { choice } from './choice.js';
export { Cursor, type Findings } from './cursor.js';
export { boolean, flag } from './flag.js';
export { found, quoted } from './found.js';
export { list, textList } from './list.js';
export { mapOf, record } from './map.js';
export { decimal, integer, number } from './number.js';
export {
  object,
  type ObjectOf,
  type ObjectSchema,
  openObject,
  readSection,
  section,
} from './object.js';
export { formatPath, type Path, type Problem } from './problem.js';
export { type DataReading, readData } from './read-data.js';
export { anything, orNull, refine } from './refine.js';
export {
  type Field,
  type Infer,
  type JsonSchema,
  optional,
  required,
  type Schema,
  withDefault,
} from './schema.js';
export { string, text } from './text.js';
