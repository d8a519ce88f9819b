import type { DocumentFormat } from '../document-format.js';
import { jsonGlance } from './json-glance.js';
import { JsonReader } from './json-reader.js';
import { locateJsonItem } from './json-scanner.js';
import { jsonSplices } from './json-splices.js';
import { skipJsonSpace } from './skip-json-space.js';

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
  glance: jsonGlance,
  splices: jsonSplices,
  locate: (text, path) => locateJsonItem(text, skipJsonSpace(text, 0), path)?.start,
  refuses(value) {
    if (value instanceof Date) return 'json has no dates; set it as text';
    return typeof value === 'number' && !Number.isFinite(value)
      ? 'json has no such number'
      : undefined;
  },
};
