import { maximumDepth } from '../document-format.js';
import { NameTable } from './name-table.js';

/** Where the value of one outermost name stands in the bytes of a JSON document. */
export interface JsonOutline {
  /** Triples: where the name starts (after its quote), where it ends, where its value starts. */
  readonly entries: Int32Array;
}

const quote = 0x22;
const backslash = 0x5c;

/**
 * Checks the bytes of a JSON document without making values of them, and without garbage, in less
 * time than `JSON.parse` takes: syntax, repeated names, depth. Undefined when the document is not
 * plain JSON with a map outermost, has a fault, or has names with escapes: then only the reader can
 * tell.
 */
export function scanJsonBytes(bytes: Buffer): JsonOutline | undefined {
  const scan = new JsonByteScan(bytes);
  return scan.run() ? { entries: scan.outline() } : undefined;
}

class JsonByteScan {
  #entries = new Int32Array(3 * 64);
  #count = 0;

  constructor(private readonly bytes: Buffer) {}

  outline(): Int32Array {
    return this.#entries.subarray(0, 3 * this.#count);
  }

  run(): boolean {
    const { bytes } = this;
    const { length } = bytes;
    const names = new NameTable(bytes);
    const isMap = new Uint8Array(maximumDepth + 1);
    let depth = 0;
    let at = skipSpace(bytes, 0);
    if (bytes[at] !== 0x7b) return false;
    for (;;) {
      // A value starts at `at`.
      const code = bytes[at];
      let opened = false;
      if (code === 0x7b || code === 0x5b) {
        if (++depth > maximumDepth) return false;
        isMap[depth] = code === 0x7b ? 1 : 0;
        if (code === 0x7b) names.open();
        at = skipSpace(bytes, at + 1);
        opened = true;
      } else {
        at = code === quote ? endOfText(bytes, at + 1) : endOfWord(bytes, at);
        if (at < 0) return false;
        at = skipSpace(bytes, at);
      }
      // Containers that end here, then a comma or the end of the document.
      for (;;) {
        const map = isMap[depth] === 1;
        if (bytes[at] === (map ? 0x7d : 0x5d)) {
          if (map) names.close();
          if (--depth === 0) return skipSpace(bytes, at + 1) === length;
          at = skipSpace(bytes, at + 1);
          opened = false;
          continue;
        }
        if (!opened) {
          if (bytes[at] !== 0x2c) return false;
          at = skipSpace(bytes, at + 1);
        }
        break;
      }
      if (isMap[depth] === 1) {
        at = this.#name(names, at, depth);
        if (at < 0) return false;
      }
    }
  }

  /** Reads a name and its colon; the offset of the value, -1 for a fault. */
  #name(names: NameTable, start: number, depth: number): number {
    const { bytes } = this;
    if (bytes[start] !== quote) return -1;
    let hash = 0;
    let end = start + 1;
    for (; ; end++) {
      const code = bytes[end];
      if (code === quote) break;
      if (code === undefined || code < 0x20 || code === backslash) return -1;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    if (!names.add(hash, start + 1, end)) return -1;
    const colon = skipSpace(bytes, end + 1);
    if (bytes[colon] !== 0x3a) return -1;
    const value = skipSpace(bytes, colon + 1);
    if (depth === 1) this.#note(start + 1, end, value);
    return value;
  }

  #note(start: number, end: number, value: number): void {
    if (3 * this.#count === this.#entries.length) {
      const larger = new Int32Array(2 * this.#entries.length);
      larger.set(this.#entries);
      this.#entries = larger;
    }
    this.#entries.set([start, end, value], 3 * this.#count++);
  }
}

export function skipSpace(bytes: Buffer, at: number): number {
  for (;;) {
    const code = bytes[at];
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
}

/**
 * The offset after the closing quote of a text; -1 when it is not closed, or has a control
 * character or a bad escape.
 */
function endOfText(bytes: Buffer, at: number): number {
  for (; ; at++) {
    const code = bytes[at];
    if (code === quote) return at + 1;
    if (code === undefined || code < 0x20) return -1;
    if (code === backslash && !isEscape(bytes, ++at)) return -1;
  }
}

function isEscape(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== 0x75)
    return [0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74].includes(bytes[at] ?? 0);
  return /^[0-9a-fA-F]{4}$/.test(bytes.toString('latin1', at + 1, at + 5));
}

/** The offset after a number or a word; -1 when it is neither. */
function endOfWord(bytes: Buffer, start: number): number {
  const first = bytes[start];
  if (first === 0x74) return bytes.toString('latin1', start, start + 4) === 'true' ? start + 4 : -1;
  if (first === 0x66)
    return bytes.toString('latin1', start, start + 5) === 'false' ? start + 5 : -1;
  if (first === 0x6e) return bytes.toString('latin1', start, start + 4) === 'null' ? start + 4 : -1;
  let at = first === 0x2d ? start + 1 : start;
  if (!isDigit(bytes[at])) return -1;
  if (bytes[at] === 0x30) at++;
  else at = endOfDigits(bytes, at);
  if (bytes[at] === 0x2e) {
    if (!isDigit(bytes[++at])) return -1;
    at = endOfDigits(bytes, at);
  }
  if (bytes[at] === 0x65 || bytes[at] === 0x45) {
    at++;
    if (bytes[at] === 0x2b || bytes[at] === 0x2d) at++;
    if (!isDigit(bytes[at])) return -1;
    at = endOfDigits(bytes, at);
  }
  return at;
}

function endOfDigits(bytes: Buffer, at: number): number {
  while (isDigit(bytes[at])) at++;
  return at;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}
