import type { DocumentFormat } from '../document-format.js';
import { isPlainJson } from './check-json.js';
import { locateJsonItem } from './json-items.js';
import { JsonReader } from './json-reader.js';
import { jsonSplices } from './json-splices.js';

/** Smaller documents are parsed at once: that takes no time. */
const smallLength = 64 * 1024;

/**
 * JSON with comments, strict otherwise: RFC 8259, no trailing commas, no names repeated with
 * another value.
 */
export const jsonFormat: DocumentFormat = {
  name: 'json',
  emptyText: '{}\n',
  parse(text, source, expected) {
    const reader = new JsonReader(text, source);
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
