import type { DocumentFormat } from '../document-format.js';
import { isPlainJson } from './check-json.js';
import { locateJsonItem } from './json-items.js';
import { JsonReader } from './json-reader.js';
import { jsonSplices } from './json-splices.js';

/** Smaller documents are parsed at once: that takes no time. */
const smallLength = 64 * 1024;

function makeFormat(name: string, lenient: boolean): DocumentFormat {
  return {
    name,
    emptyText: '{}\n',
    parse(text, source, expected) {
      const reader = new JsonReader(text, source, lenient);
      return { root: reader.read(expected), warnings: reader.warnings };
    },
    glance(text, source) {
      if (text.length < smallLength || !isPlainJson(text)) return undefined;
      return (path) => {
        const found = locateJsonItem(text, path);
        return found && new JsonReader(text, source).readValue(found.valueStart);
      };
    },
    splices: jsonSplices,
    locate: (text, path) => locateJsonItem(text, path)?.start,
    refuses(value) {
      if (value instanceof Date) return 'json has no dates; set it as text';
      return typeof value === 'number' && !Number.isFinite(value)
        ? 'json has no such number'
        : undefined;
    },
  };
}

/** JSON with comments; a comma too many is read, and `validate` reports it. */
export const jsonFormat = makeFormat('json', false);

/** JSON as editors and compilers keep their settings: a comma before a closing bracket is fine. */
export const jsoncFormat = makeFormat('jsonc', true);
