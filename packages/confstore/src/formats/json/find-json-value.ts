import { skipSpace } from './scan-json-bytes.js';

const quote = 0x22;
const backslash = 0x5c;

/**
 * Where the value at a path starts, below the value that starts at an offset; undefined when
 * nothing is there. The bytes must have been checked by `scanJsonBytes`: then names have no
 * escapes, and it looks no further than the value.
 */
export function findJsonValue(
  bytes: Buffer,
  start: number,
  path: readonly (string | number)[],
): number | undefined {
  let at: number | undefined = start;
  for (const step of path) {
    at = typeof step === 'string' ? valueOfName(bytes, at, step) : itemAt(bytes, at, step);
    if (at === undefined) return undefined;
  }
  return at;
}

/** The offset after a value of checked bytes. */
export function endOfJsonBytes(bytes: Buffer, start: number): number {
  const first = bytes[start];
  if (first === quote) return endOfText(bytes, start + 1);
  if (first !== 0x7b && first !== 0x5b) return endOfWord(bytes, start);
  let depth = 0;
  for (let at = start; ; at++) {
    const code = bytes[at];
    if (code === quote) at = endOfText(bytes, at + 1) - 1;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if ((code === 0x7d || code === 0x5d) && --depth === 0) return at + 1;
  }
}

function valueOfName(bytes: Buffer, start: number, wanted: string): number | undefined {
  if (bytes[start] !== 0x7b) return undefined;
  const name = Buffer.from(wanted);
  for (let at = skipSpace(bytes, start + 1); bytes[at] === quote;) {
    const end = endOfText(bytes, at + 1);
    const value = skipSpace(bytes, skipSpace(bytes, end) + 1);
    if (end - at - 2 === name.length && bytes.compare(name, 0, name.length, at + 1, end - 1) === 0)
      return value;
    at = next(bytes, value);
  }
  return undefined;
}

function itemAt(bytes: Buffer, start: number, position: number): number | undefined {
  if (bytes[start] !== 0x5b) return undefined;
  let at = skipSpace(bytes, start + 1);
  for (let passed = 0; bytes[at] !== 0x5d; passed++) {
    if (passed === position) return at;
    at = next(bytes, at);
  }
  return undefined;
}

/** The start of the item after a value, or the end of the container. */
function next(bytes: Buffer, value: number): number {
  const after = skipSpace(bytes, endOfJsonBytes(bytes, value));
  return bytes[after] === 0x2c ? skipSpace(bytes, after + 1) : after;
}

function endOfText(bytes: Buffer, at: number): number {
  for (; ; at++) {
    const code = bytes[at];
    if (code === quote) return at + 1;
    if (code === backslash) at++;
  }
}

function endOfWord(bytes: Buffer, at: number): number {
  for (; ; at++) {
    const code = bytes[at];
    if (code === undefined || code === 0x2c || code === 0x7d || code === 0x5d || code <= 0x20)
      return at;
  }
}
