import type { ConfMap, ConfValue } from '../../conf-store.js';
import type { HareError } from '@hare/base';
import { ListBuilder, MapBuilder } from '../../document/shared-builders.js';
import { maximumDepth } from '../document-format.js';
import { errorAt, type Source } from '../source.js';
import { KnownNames } from '../known-names.js';
import { repeatedName } from '../repeated-name.js';
import { skipJsonSpace } from './skip-json-space.js';

const quote = 0x22;
const backslash = 0x5c;
const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

/**
 * Reads a JSON text with comments into a model, strictly: no trailing commas, no names repeated
 * with another value, at most 1,000 levels. Names and numbers are kept as they are written.
 */
export class JsonReader {
  #at = 0;
  #depth = 0;
  readonly #names = new KnownNames();
  /** Names that are repeated with the same value. */
  readonly warnings: HareError[] = [];

  constructor(
    private readonly text: string,
    private readonly source: Source,
  ) {}

  /**
   * The document; what is in it as in the expected one is that one's, down to the whole.
   * @throws HareError `SYNTAX`, `DUPLICATE_KEY`, `TOO_DEEP`, `ROOT_NOT_MAP`, each with its place.
   */
  read(expected?: ConfMap): ConfMap {
    const start = this.#skip();
    const value = this.#value(expected);
    const end = this.#skip();
    if (end < this.text.length)
      throw this.#fault(
        end,
        `${this.#found(end)} after the end of the document`,
        'a document is one value',
      );
    if (!(value instanceof Map))
      throw errorAt(
        'ROOT_NOT_MAP',
        'the document is not a map',
        this.text,
        start,
        this.source,
        'its outermost value must be { … }',
      );
    return value as ConfMap;
  }

  /** The value that starts at an offset of a text that was read before. */
  readValue(start: number): ConfValue {
    this.#at = start;
    return this.#value(undefined);
  }

  #value(expected: ConfValue | undefined): ConfValue {
    switch (this.text.charCodeAt(this.#at)) {
      case 0x7b:
        return this.#nested(() => this.#map(expected));
      case 0x5b:
        return this.#nested(() => this.#list(expected));
      case quote:
        return this.#string();
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

  #nested<T>(read: () => T): T {
    if (++this.#depth > maximumDepth)
      throw errorAt(
        'TOO_DEEP',
        `the document is nested deeper than ${maximumDepth} levels`,
        this.text,
        this.#at,
        this.source,
        'flatten it',
      );
    this.#at++;
    const value = read();
    this.#depth--;
    return value;
  }

  #map(expected: ConfValue | undefined): ConfMap {
    const map = new MapBuilder(expected);
    if (this.text.charCodeAt(this.#skip()) === 0x7d) {
      this.#at++;
      return map.build();
    }
    for (;;) {
      const nameAt = this.#skip();
      if (this.text.charCodeAt(nameAt) !== quote)
        throw this.#fault(
          nameAt,
          `expected a name in double quotes, found ${this.#found(nameAt)}`,
          this.text.charCodeAt(nameAt) === 0x7d
            ? 'remove the comma before it'
            : 'names of JSON are written in double quotes',
        );
      const name = this.#name();
      const colon = this.#skip();
      if (this.text.charCodeAt(colon) !== 0x3a)
        throw this.#fault(
          colon,
          `expected : after the name ${JSON.stringify(name)}, found ${this.#found(colon)}`,
        );
      this.#at++;
      this.#skip();
      if (map.has(name))
        this.warnings.push(
          repeatedName(
            name,
            [map.get(name), this.#value(undefined)],
            this.text,
            nameAt,
            this.source,
          ),
        );
      else map.set(name, this.#value(map.expected(name)));
      if (this.#endsAt(0x7d, '}')) return map.build();
    }
  }

  #list(expected: ConfValue | undefined): ConfValue {
    const list = new ListBuilder(expected);
    if (this.text.charCodeAt(this.#skip()) === 0x5d) {
      this.#at++;
      return list.build();
    }
    for (;;) {
      const at = this.#skip();
      if (this.text.charCodeAt(at) === 0x5d)
        throw this.#fault(at, 'expected a value, found ]', 'remove the comma before it');
      list.push(this.#value(list.expected));
      if (this.#endsAt(0x5d, ']')) return list.build();
    }
  }

  /**
   * After an item: true when the container ends here, false when a comma announces another item.
   */
  #endsAt(closing: number, name: string): boolean {
    const at = this.#skip();
    const code = this.text.charCodeAt(at);
    if (code !== 0x2c && code !== closing)
      throw this.#fault(at, `expected , or ${name}, found ${this.#found(at)}`);
    this.#at++;
    return code === closing;
  }

  #name(): string {
    let hash = 0;
    for (let at = this.#at + 1; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === backslash || code < 0x20) return this.#string();
      if (code === quote) {
        const start = this.#at + 1;
        this.#at = at + 1;
        return this.#names.take(this.text, start, at, hash);
      }
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    return this.#string();
  }

  #string(): string {
    const start = this.#at;
    let plain = true;
    for (let at = start + 1; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === quote) {
        this.#at = at + 1;
        return plain ? this.text.slice(start + 1, at) : this.#unescape(start, at + 1);
      }
      if (code === backslash) {
        plain = false;
        at++;
      } else if (code < 0x20) {
        throw this.#fault(
          at,
          `${this.#found(at)} inside a text`,
          code === 10 || code === 13
            ? 'close the text with ", or write \\n for the line end'
            : 'write it as an escape: \\u0000',
        );
      }
    }
    throw this.#fault(start, 'a text is not closed', 'end it with "');
  }

  #unescape(start: number, end: number): string {
    try {
      return JSON.parse(this.text.slice(start, end)) as string;
    } catch {
      const bad = /\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(
        this.text.slice(start, end).replace(/\\\\/g, '__'),
      );
      throw this.#fault(
        start + (bad?.index ?? 0),
        'a backslash that begins no escape',
        'write \\\\ for a backslash itself',
      );
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

  /** Nothing that could be part of a secret: it may stand here because its quotes are missing. */
  #found(at: number): string {
    if (at >= this.text.length) return 'the end of the text';
    const word = /^[\w.+-]+/.exec(this.text.slice(at, at + 40))?.[0];
    if (word !== undefined)
      return /^(True|False|None|NaN|-?Infinity|undefined|nil|yes|no|on|off)$/i.test(word)
        ? word
        : 'a word without quotes';
    const character = String.fromCodePoint(this.text.codePointAt(at) ?? 0);
    return /^\p{C}|\p{Z}$/u.test(character)
      ? `the character U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? ''}`
      : character;
  }

  #fault(at: number, what: string, hint?: string): HareError {
    return errorAt('SYNTAX', what, this.text, at, this.source, hint ?? 'the text is not JSON');
  }
}
