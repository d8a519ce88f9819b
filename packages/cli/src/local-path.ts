import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { usageError } from './usage-error.js';

/**
 * A path as a caller gives it, absolute: `DIR`, or as a URL `file:///DIR`, `file:DIR`. @throws
 * HareError `USAGE` for a file of another machine
 */
export function localPath(given: string, flag: string): string {
  const place = placeOf(given, flag);
  if (place.includes('\0'))
    throw usageError(
      `${flag} ${given} has a NUL character in its path`,
      'remove %00; file names cannot contain NUL',
    );
  return place;
}

function placeOf(given: string, flag: string): string {
  if (!/^file:/i.test(given)) return path.resolve(given);
  if (!/^file:\/\//i.test(given)) return path.resolve(decoded(given.slice('file:'.length), flag));
  try {
    return fileURLToPath(given);
  } catch {
    throw usageError(
      `${flag} ${given} is not a path on this machine`,
      `use a path, or a URL with three slashes: ${flag} file:///var/tmp`,
    );
  }
}

function decoded(text: string, flag: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw usageError(
      `${flag} file:${text} has an invalid % escape`,
      `use the plain path: ${flag} ${text}`,
    );
  }
}
