import type { SeparatedItem } from '../../edit/separated-items.js';
import { errorAt, type Source } from '../source.js';

/** A value of a TOML document with its offsets in the text: `end` is the first offset behind it. */
export interface TomlNode {
  /** `inline` is a table in braces. */
  readonly kind: 'scalar' | 'array' | 'inline';
  readonly start: number;
  readonly end: number;
  /** The content of a string; undefined for everything without quotes. */
  readonly string: string | undefined;
  readonly items: readonly TomlItem[];
}

/** An item of an array, or a pair `a.b = value`, from its key to the end of its value. */
export interface TomlItem extends SeparatedItem {
  readonly value: TomlNode;
  /** The names of the key; none in an array. */
  readonly path: readonly string[];
  /** The offset of the sign behind the key. */
  readonly equals: number;
}

/** `[a.b]`, or `[[a.b]]` when it adds an element to an array of tables. */
export interface TomlHeader {
  readonly path: readonly string[];
  readonly addsElement: boolean;
  readonly start: number;
  readonly end: number;
}

/** The statements of a parsed document with all offsets; what is newer than 1.0 is refused. */
export function scanToml(text: string, source: Source): Iterable<TomlItem | TomlHeader> {
  return new Scanner(text, source).statements();
}

/** One for all: a large document has very many values without items. */
const none: readonly never[] = [];

const bareKey = /[A-Za-z0-9_-]+/y;
const bareValue = /\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|[^\s,\]}#]+/y;
const plainString = /"[^"\\\n]*"(?!")|'[^'\n]*'(?!')/y;

class Scanner {
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly source: Source,
  ) {}

  *statements(): Generator<TomlItem | TomlHeader> {
    for (this.#skipLines(); this.#at < this.text.length; this.#skipLines())
      yield this.text[this.#at] === '[' ? this.#header() : this.#pair();
  }

  #header(): TomlHeader {
    const start = this.#at;
    const addsElement = this.text[start + 1] === '[';
    this.#at += addsElement ? 2 : 1;
    const path = this.#key(']');
    this.#at += addsElement ? 2 : 1;
    return { path, addsElement, start, end: this.#at };
  }

  #pair(): TomlItem {
    const start = this.#at;
    const path = this.#key('=');
    const equals = this.#at++;
    this.#skipBlanks();
    const value = this.#value();
    return { path, start, equals, value, end: value.end, comma: undefined };
  }

  /** Reads a dotted key and stops at `end`. */
  #key(end: string): readonly string[] {
    const path: string[] = [];
    for (;;) {
      this.#skipBlanks();
      const quote = this.text[this.#at];
      if (quote === '"' || quote === "'") path.push(this.#string());
      else path.push(this.#take(bareKey) ?? this.#fail('a key is expected here'));
      this.#skipBlanks();
      if (this.text[this.#at] === end) return path;
      if (this.text[this.#at] !== '.') this.#fail(`"." or "${end}" is expected here`);
      this.#at++;
    }
  }

  #value(): TomlNode {
    const start = this.#at;
    const first = this.text[start];
    if (first === '"' || first === "'") {
      const string = this.#string();
      return { kind: 'scalar', string, start, end: this.#at, items: none };
    }
    if (first === '[' || first === '{') {
      const items = first === '[' ? this.#arrayItems() : this.#pairs();
      const end = ++this.#at;
      const kind = first === '[' ? 'array' : 'inline';
      return { kind, string: undefined, start, end, items };
    }
    const found = this.#take(bareValue) ?? this.#fail('a value is expected here');
    if (/(^|[Tt ])\d\d:\d\d($|[^\d:])/.test(found))
      this.#fail(`the time ${found} has no seconds: TOML 1.0 wants them`, start);
    return { kind: 'scalar', string: undefined, start, end: this.#at, items: none };
  }

  #arrayItems(): readonly TomlItem[] {
    const items: TomlItem[] = [];
    this.#at++;
    for (this.#skipLines(); this.text[this.#at] !== ']'; this.#skipLines()) {
      const value = this.#value();
      const { start, end } = value;
      this.#skipLines();
      const comma = this.#comma(']', '"," or "]" is expected here');
      items.push({ value, path: none, equals: start, start, end, comma });
    }
    return items;
  }

  #pairs(): readonly TomlItem[] {
    const items: TomlItem[] = [];
    this.#at++;
    for (this.#skipBlanks(); this.text[this.#at] !== '}'; this.#skipBlanks()) {
      if (items.length > 0 && items.at(-1)?.comma === undefined) break;
      const pair = this.#pair();
      this.#skipBlanks();
      const what = 'an inline table of TOML 1.0 is on one line: "," or "}" is expected here';
      const comma = this.#comma('}', what);
      items.push({ ...pair, comma });
      this.#skipBlanks();
      if (comma !== undefined && this.text[this.#at] === '}')
        this.#fail('an inline table of TOML 1.0 has no comma at its end');
    }
    return items;
  }

  /** Passes the comma behind an item; undefined when the container ends instead. */
  #comma(close: string, otherwise: string): number | undefined {
    if (this.text[this.#at] === close) return undefined;
    return this.text[this.#at] === ',' ? this.#at++ : this.#fail(otherwise);
  }

  /** Reads a string of any of the four kinds. */
  #string(): string {
    const { text } = this;
    const start = this.#at;
    const plain = this.#take(plainString);
    if (plain !== undefined) return plain.slice(1, -1);
    const quote = text.charAt(start);
    const isLong = text.startsWith(quote.repeat(3), start);
    const open = start + (isLong ? 3 : 1);
    let close = this.#closingQuote(open, isLong ? quote.repeat(3) : quote);
    if (close === -1) this.#fail('this string has no end', start);
    for (let extra = 0; isLong && extra < 2 && text[close + 3] === quote; extra++) close++;
    this.#at = close + (isLong ? 3 : 1);
    const inside = text.slice(open, close);
    const value = isLong ? inside.replace(/^\r?\n/, '') : inside;
    return quote === '"' && value.includes('\\') ? this.#unescape(value, open) : value;
  }

  #closingQuote(from: number, quotes: string): number {
    if (quotes.startsWith("'")) return this.text.indexOf(quotes, from);
    for (let at = from; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 0x5c) at++;
      else if (code === 0x22 && this.text.startsWith(quotes, at)) return at;
    }
    return -1;
  }

  #unescape(inside: string, offset: number): string {
    return inside.replace(
      /\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[ \t]*\r?\n[ \t\r\n]*|[^])/g,
      (_, escape: string, at: number) => {
        if (/^u.{4}/i.test(escape)) return String.fromCodePoint(parseInt(escape.slice(1), 16));
        if (/^[ \t]*\r?\n/.test(escape)) return '';
        return escapes[escape] ?? this.#fail(`TOML 1.0 knows no escape \\${escape}`, offset + at);
      },
    );
  }

  #skipBlanks(): void {
    while (this.text[this.#at] === ' ' || this.text[this.#at] === '\t') this.#at++;
  }

  #skipLines(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d) this.#at++;
      else if (code === 0x23) this.#at = this.text.indexOf('\n', this.#at) + 1 || this.text.length;
      else return;
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.text)) return undefined;
    const start = this.#at;
    this.#at = pattern.lastIndex;
    return this.text.slice(start, this.#at);
  }

  #fail(what: string, offset = this.#at): never {
    throw errorAt('SYNTAX', what, this.text, offset, this.source);
  }
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};
