import { defaultDelimiter } from './delimiter.js';
import type { Path } from './path.js';

/** The key of a path, names quoted where needed: `parseKey(formatKey(path))` is the path again. */
export function formatKey(path: Path, delimiter: string = defaultDelimiter): string {
  let key = '';
  for (const step of path)
    if (typeof step === 'number') key += `[${step}]`;
    else key += (key === '' ? '' : delimiter) + formatName(step, delimiter);
  return key;
}

/** A name in a key: quoted if it has the delimiter or brackets, starts with " or is blank. */
export function formatName(name: string, delimiter: string): string {
  const plain = !name.includes(delimiter) && !/^"|[[\]]/.test(name) && name.trim() !== '';
  return plain ? name : quoteName(name);
}

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
