import type { ConfList, ConfMap, ConfValue } from '../../conf-store.js';
import { isList, isMap } from '../../document/kind-of.js';
import type { HareError } from '@hare/base';
import { maximumDepth } from '../document-format.js';
import { repeatedName } from '../repeated-name.js';
import { errorAt, type Source } from '../source.js';
import { skipJsonSpace } from './json-items.js';

const backslash = 0x5c;
const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
// oxlint-disable-next-line no-control-regex -- exactly the characters that a text cannot contain
const plainText = /"[^"\\\u0000-\u001f]*"/y;

/** How many names are kept, to be one string each in all maps that have them. */
const manyNames = 4096;

/**
 * Reads a JSON text with comments into a model, else strictly: no names repeated with another value,
 * at most 1,000 levels; a comma before a closing bracket is a warning unless `lenient`. Names and
 * numbers are kept as they are written.
 */
export class JsonReader {
  #at = 0;
  #depth = 0;
  readonly #names = new Map<string, string>();
  /** Names that are repeated with the same value, and commas too many. */
  readonly warnings: HareError[] = [];

  constructor(
    private readonly text: string,
    private readonly source: Source,
    private readonly lenient = false,
  ) {}

  /** The document; parts that are as expected are that value's, down to the whole. */
  read(expected?: ConfValue): ConfValue {
    this.#skip();
    const value = this.#value(expected);
    const end = this.#skip();
    if (end < this.text.length) {
      const what = `${this.#found(end)} after the end of the document`;
      throw this.#fault(end, what, 'a document is one value');
    }
    return value;
  }

  /** The value that starts at an offset of a text that is known to be valid. */
  readValue(start: number): ConfValue {
    this.#at = start;
    return this.#value(undefined);
  }

  #value(expected: ConfValue | undefined): ConfValue {
    switch (this.text.charCodeAt(this.#at)) {
      case 0x7b:
        return this.#map(isMap(expected) ? expected : undefined);
      case 0x5b:
        return this.#list(isList(expected) ? expected : undefined);
      case 0x22:
        return this.#expected(expected) ?? this.#string();
      case 0x74:
        return this.#word('true', true);
      case 0x66:
        return this.#word('false', false);
      case 0x6e:
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #map(expected: ConfMap | undefined): ConfMap {
    const others = expected?.entries();
    // Made where something is not as expected, in the same order.
    let map = expected === undefined ? new Map<string, ConfValue>() : undefined;
    let same = 0;
    this.#items(0x7d, () => {
      const nameAt = this.#at;
      const [otherName, other] = (map === undefined ? others?.next().value : undefined) ?? [];
      const name = this.#expected(otherName) ?? this.#name();
      const colon = this.#skip();
      if (this.text.charCodeAt(colon) !== 0x3a) {
        const what = `expected ':' after the name ${JSON.stringify(name)}, found ${this.#found(colon)}`;
        throw this.#fault(colon, what);
      }
      this.#at++;
      this.#skip();
      if (map === undefined && name === otherName) {
        const value = this.#value(other);
        if (Object.is(value, other)) same++;
        else map = firstEntries(expected, same).set(name, value);
        return;
      }
      map ??= firstEntries(expected, same);
      if (!map.has(name)) map.set(name, this.#value(expected?.get(name)));
      else {
        const values = [map.get(name), this.#value(undefined)] as const;
        this.warnings.push(repeatedName(name, values, this.text, nameAt, this.source));
      }
    });
    if (map === undefined && same === expected?.size) return expected;
    return map ?? firstEntries(expected, same);
  }

  #list(expected: ConfList | undefined): ConfList {
    const list: ConfValue[] = [];
    this.#items(0x5d, () => {
      list.push(this.#value(expected?.[list.length]));
    });
    const isSame = list.length === expected?.length;
    return isSame && list.every((item, at) => Object.is(item, expected[at])) ? expected : list;
  }

  /** Passes brackets with items between commas; `read` is called at the start of each. */
  #items(closing: number, read: () => void): void {
    if (++this.#depth > maximumDepth) {
      const what = `the document is nested deeper than ${maximumDepth} levels`;
      throw errorAt('TOO_DEEP', what, this.text, this.#at, this.source, 'flatten it');
    }
    this.#at++;
    let code = this.text.charCodeAt(this.#skip());
    if (code !== closing) {
      do {
        this.#skip();
        read();
        const at = this.#skip();
        code = this.text.charCodeAt(at);
        if (code !== 0x2c && code !== closing) {
          const what = `expected ',' or '${String.fromCharCode(closing)}', found ${this.#found(at)}`;
          throw this.#fault(at, what);
        }
        if (code === 0x2c) {
          this.#at++;
          if (this.text.charCodeAt(this.#skip()) === closing) {
            this.#warn(at);
            break;
          }
        }
      } while (code === 0x2c);
    }
    this.#at++;
    this.#depth--;
  }

  #warn(at: number): void {
    const what = 'a comma before a closing bracket, which other readers of JSON refuse';
    if (!this.lenient)
      this.warnings.push(errorAt('SYNTAX', what, this.text, at, this.source, 'remove the comma'));
  }

  #name(): string {
    const at = this.#at;
    const code = this.text.charCodeAt(at);
    if (code !== 0x22) {
      const what = `expected a name in double quotes, found ${this.#found(at)}`;
      throw this.#fault(at, what, 'names of JSON are written in double quotes');
    }
    const name = this.#string();
    const known = this.#names.get(name);
    if (known === undefined && this.#names.size < manyNames) this.#names.set(name, name);
    return known ?? name;
  }

  /** A text that is written as ours are is not made once more. */
  #expected(value: ConfValue | undefined): string | undefined {
    const written = typeof value === 'string' ? JSON.stringify(value) : '';
    if (typeof value !== 'string' || !this.text.startsWith(written, this.#at)) return undefined;
    this.#at += written.length;
    return value;
  }

  #string(): string {
    const start = this.#at;
    plainText.lastIndex = start;
    if (plainText.test(this.text)) {
      this.#at = plainText.lastIndex;
      return this.text.slice(start + 1, this.#at - 1);
    }
    for (let at = start + 1; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 0x22) {
        this.#at = at + 1;
        return this.#unescape(start, at + 1);
      }
      if (code === backslash) at++;
      else if (code < 0x20) {
        const isLineEnd = code === 10 || code === 13;
        const hint = isLineEnd
          ? 'close the text with ", or write \\n for the line end'
          : 'write it as an escape: \\u0000';
        throw this.#fault(at, `${this.#found(at)} inside a text`, hint);
      }
    }
    throw this.#fault(start, 'a text is not closed', 'end it with "');
  }

  #unescape(start: number, end: number): string {
    const text = this.text.slice(start, end);
    try {
      return JSON.parse(text) as string;
    } catch {
      const bad = /\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.replace(/\\\\/g, '__'));
      const at = start + (bad?.index ?? 0);
      const hint = 'write \\\\ for a backslash itself';
      throw this.#fault(at, 'a backslash that begins no escape', hint);
    }
  }

  #number(): ConfValue {
    number.lastIndex = this.#at;
    const found = number.exec(this.text);
    if (found === null || /[\w.+-]/.test(this.text[number.lastIndex] ?? ''))
      throw this.#fault(this.#at, `expected a value, found ${this.#found(this.#at)}`);
    this.#at = number.lastIndex;
    const value = Number(found[0]);
    return found[1] === undefined && found[2] === undefined && !Number.isSafeInteger(value)
      ? BigInt(found[0])
      : value;
  }

  #word<T>(word: string, value: T): T {
    const end = this.#at + word.length;
    if (!this.text.startsWith(word, this.#at) || /\w/.test(this.text[end] ?? ''))
      throw this.#fault(this.#at, `expected a value, found ${this.#found(this.#at)}`);
    this.#at = end;
    return value;
  }

  #skip(): number {
    const end = skipJsonSpace(this.text, this.#at);
    if (end === -1) throw this.#fault(this.#at, 'a comment is not closed', 'end it with */');
    this.#at = end;
    return end;
  }

  /** Nothing that could be part of a secret whose quotes are missing. */
  #found(at: number): string {
    if (at >= this.text.length) return this.text.trim() === '' ? 'nothing' : 'the end of the text';
    const word = /^[\w.+-]+/.exec(this.text.slice(at, at + 40))?.[0];
    if (word !== undefined)
      return /^(True|False|None|NaN|-?Infinity|undefined|nil|yes|no|on|off)$/i.test(word)
        ? word
        : 'a word without quotes';
    const code = this.text.codePointAt(at) ?? 0;
    const character = String.fromCodePoint(code);
    return /^\p{C}|\p{Z}$/u.test(character)
      ? `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}`
      : `'${character}'`;
  }

  #fault(at: number, what: string, hint = 'correct the JSON at this place'): HareError {
    return errorAt('SYNTAX', what, this.text, at, this.source, hint);
  }
}

function firstEntries(map: ConfMap | undefined, count: number): Map<string, ConfValue> {
  return new Map([...(map ?? [])].slice(0, count));
}
