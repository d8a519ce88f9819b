import type { DocumentFormat } from '../document-format.js';
import { jsonGlance } from './json-glance.js';
import { JsonReader } from './json-reader.js';
import { scanJsonContainer } from './json-scanner.js';
import { jsonSplices } from './json-splices.js';
import { skipJsonSpace } from './skip-json-space.js';

/** JSON with comments, strict otherwise: RFC 8259, no repeated names, no trailing commas. */
export const jsonFormat: DocumentFormat = {
  name: 'json',
  emptyText: '{}\n',
  parse: (text, source) => ({ root: new JsonReader(text, source).read(), warnings: [] }),
  glance: jsonGlance,
  splices: jsonSplices,
  locate: locateInJson,
  refuses(value) {
    if (value instanceof Date) return 'json has no dates; set it as text';
    return typeof value === 'number' && !Number.isFinite(value) ? 'json has no such number' : undefined;
  },
};

function locateInJson(text: string, path: readonly (string | number)[]): number | undefined {
  let start = skipJsonSpace(text, 0);
  let place = start;
  for (const step of path) {
    if (!['{', '['].includes(text.charAt(start)) || (text.charAt(start) === '{') !== (typeof step === 'string')) return undefined;
    const { items } = scanJsonContainer(text, start);
    const found = typeof step === 'number' ? items[step] : items.find(({ name }) => name === step);
    if (found === undefined) return undefined;
    ({ start: place, valueStart: start } = found);
  }
  return place;
}
