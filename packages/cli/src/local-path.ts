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
      'no file name can hold one: write the path without %00',
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
      `${flag} ${given} does not name a place on this machine`,
      `write a path, or three slashes: ${flag} file:///var/tmp`,
    );
  }
}

function decoded(text: string, flag: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw usageError(
      `${flag} file:${text} has a % that begins no character`,
      `write the path itself: ${flag} ${text}`,
    );
  }
}
