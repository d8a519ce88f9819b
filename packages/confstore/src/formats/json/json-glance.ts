import type { ConfValue } from '../../conf-store.js';
import type { Glance } from '../document-format.js';
import type { Source } from '../source.js';
import { endOfJsonBytes, findJsonValue } from './find-json-value.js';
import { JsonReader } from './json-reader.js';
import { scanJsonBytes, type JsonOutline } from './scan-json-bytes.js';

/** Smaller documents are parsed at once: that takes no time. */
const smallBytes = 64 * 1024;

/**
 * Reads single values from the bytes of a large JSON document, of which nothing else is ever made
 * into values. Undefined for a small document, and for one that only the reader can judge.
 */
export function jsonGlance(bytes: Buffer, source: Source): Glance | undefined {
  if (bytes.length < smallBytes) return undefined;
  const outline = scanJsonBytes(bytes);
  return outline === undefined ? undefined : { get: (path) => look(bytes, outline, path, source) };
}

function look(
  bytes: Buffer,
  { entries }: JsonOutline,
  path: readonly (string | number)[],
  source: Source,
): ConfValue | undefined {
  const [first, ...rest] = path;
  const name = Buffer.from(String(first));
  for (let at = 0; at < entries.length; at += 3) {
    const [start = 0, end = 0, value = 0] = entries.subarray(at, at + 3);
    if (end - start !== name.length || bytes.compare(name, 0, name.length, start, end) !== 0)
      continue;
    const place = findJsonValue(bytes, value, rest);
    return place === undefined
      ? undefined
      : new JsonReader(
          bytes.toString('utf8', place, endOfJsonBytes(bytes, place)),
          source,
        ).readValue(0);
  }
  return undefined;
}
