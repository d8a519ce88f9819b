import { maximumDepth } from '../document-format.js';

const quote = 0x22;
const backslash = 0x5c;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const word = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Checks a JSON document without creating its values, in less time than `JSON.parse` takes: syntax,
 * repeated names, depth. False when the document is not plain JSON, has a fault, or has names with
 * escapes: then only the reader knows.
 */
export function isPlainJson(text: string): boolean {
  const names = new NamesOfOpenMaps();
  const isMap = new Uint8Array(maximumDepth + 1);
  let depth = 0;
  let at = skipSpace(text, 0);
  for (;;) {
    // A value starts at `at`.
    const code = text.charCodeAt(at);
    const opens = code === 0x7b || code === 0x5b;
    if (opens) {
      if (++depth > maximumDepth) return false;
      isMap[depth] = code === 0x7b ? 1 : 0;
      if (code === 0x7b) names.open();
      at = skipSpace(text, at + 1);
    } else {
      at = code === quote ? endOfText(text, at + 1) : endOfWord(text, at);
      if (at < 0) return false;
      at = skipSpace(text, at);
      if (depth === 0) return at === text.length;
    }
    // Containers that end here, then a comma or the end of the document.
    for (let isFirst = opens; ; isFirst = false) {
      const map = isMap[depth] === 1;
      if (text.charCodeAt(at) === (map ? 0x7d : 0x5d)) {
        if (map && !names.close()) return false;
        at = skipSpace(text, at + 1);
        if (--depth === 0) return at === text.length;
        continue;
      }
      if (isFirst) break;
      if (text.charCodeAt(at) !== 0x2c) return false;
      at = skipSpace(text, at + 1);
      break;
    }
    if (isMap[depth] === 1) {
      const end = names.add(text, at);
      at = end < 0 ? -1 : skipSpace(text, end);
      if (text.charCodeAt(at) !== 0x3a) return false;
      at = skipSpace(text, at + 1);
    }
  }
}

/** The names of the maps that a check is inside of, to find repeated ones: a number for each. */
class NamesOfOpenMaps {
  #hashes = new Float64Array(1024);
  #size = 0;
  /** Where the names of each open map begin. */
  readonly #starts: number[] = [];

  open(): void {
    this.#starts.push(this.#size);
  }

  /** Adds the name that starts at a quote; the offset after it, -1 for one that is not plain. */
  add(text: string, start: number): number {
    if (text.charCodeAt(start) !== quote) return -1;
    let high = 0;
    let low = 0;
    let at = start + 1;
    for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(++at)) {
      if (!(code >= 0x20) || code === backslash) return -1;
      high = (Math.imul(high, 31) + code) | 0;
      low = (Math.imul(low, 37) ^ code) | 0;
    }
    if (this.#size === this.#hashes.length) {
      const larger = new Float64Array(2 * this.#size);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes[this.#size++] = high * 0x20_0000 + (low & 0x1f_ffff);
    return at + 1;
  }

  /** Leaves the innermost map; false when two of its names may be the same. */
  close(): boolean {
    const start = this.#starts.pop() ?? 0;
    const hashes = this.#hashes;
    const end = this.#size;
    this.#size = start;
    if (end - start > 12) hashes.subarray(start, end).sort();
    const far = end - start > 12 ? 1 : 12;
    for (let one = start; one < end; one++)
      for (let other = one + 1; other < end && other <= one + far; other++)
        if (hashes[one] === hashes[other]) return false;
    return true;
  }
}

function skipSpace(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
}

/** The offset after a text's closing quote; -1 if unclosed, or with a control or bad escape. */
function endOfText(text: string, start: number): number {
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (!(code >= 0x20)) return -1;
    if (code !== backslash) continue;
    escape.lastIndex = at;
    if (!escape.test(text)) return -1;
    at = escape.lastIndex - 1;
  }
}

/** The offset after a number or a word; -1 when it is neither. */
function endOfWord(text: string, start: number): number {
  word.lastIndex = start;
  return word.test(text) ? word.lastIndex : -1;
}
