import { parse } from 'smol-toml';
import type { ConfMap, ConfScalar } from '../../conf-store.js';
import { maximumDepth } from '../document-format.js';
import { KnownNames } from '../known-names.js';
import { scanTomlStatement } from './scan-toml.js';
import { tomlNodeValue } from './toml-model.js';
import { TomlTables, UnsureToml } from './toml-tables.js';

/**
 * Numbers as they are mostly written: one is never taken for part of something longer, as what must
 * follow it is looked at.
 */
const number = /[+-]?(?:0|[1-9]\d{0,14})(\.\d+)?/y;

/**
 * What no text of TOML holds but for tabs and line ends: control characters, and carriage returns
 * alone.
 */
// eslint-disable-next-line no-control-regex -- exactly the characters that TOML forbids
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\r(?!\n)/;

/**
 * The model of a TOML text in one pass; undefined when it is not valid, or so unusual that only the
 * parser of all of it can tell. Lines as `name = "text"`, numbers and headers of bare names are
 * judged here, each other statement by smol-toml, alone. What is in the model as in the expected
 * one is that one's.
 */
export function readTomlModel(text: string, expected?: ConfMap): ConfMap | undefined {
  if (forbidden.test(text)) return undefined;
  try {
    return new TomlReader(text, expected).read();
  } catch {
    return undefined;
  }
}

class TomlReader {
  #at = 0;
  readonly #tables: TomlTables;
  readonly #names = new KnownNames();

  constructor(
    private readonly text: string,
    expected: ConfMap | undefined,
  ) {
    this.#tables = new TomlTables(expected);
  }

  read(): ConfMap {
    for (this.#skipLines(); this.#at < this.text.length; this.#skipLines())
      if (!this.#simpleStatement()) this.#anyStatement();
    return this.#tables.build();
  }

  /** A statement of the usual kind; when it is another one, it answers false and stays. */
  #simpleStatement(): boolean {
    const start = this.#at;
    const done = this.text.charCodeAt(start) === 0x5b ? this.#simpleHeader() : this.#simplePair();
    if (!done) this.#at = start;
    return done;
  }

  #simplePair(): boolean {
    const name = this.#bareName();
    this.#skipBlanks();
    if (name === '' || this.text.charCodeAt(this.#at) !== 0x3d) return false;
    this.#at++;
    this.#skipBlanks();
    const value = this.#simpleValue();
    if (value === undefined || !this.#endsLine()) return false;
    this.#tables.entry(name, value);
    return true;
  }

  #simpleHeader(): boolean {
    const addsElement = this.text.charCodeAt(this.#at + 1) === 0x5b;
    const path: string[] = [];
    this.#at += addsElement ? 1 : 0;
    do {
      this.#at++;
      const name = this.#bareName();
      if (name === '') return false;
      path.push(name);
    } while (this.text.charCodeAt(this.#at) === 0x2e);
    if (!this.text.startsWith(addsElement ? ']]' : ']', this.#at)) return false;
    this.#at += addsElement ? 2 : 1;
    if (!this.#endsLine()) return false;
    this.#tables.header(path, addsElement);
    return true;
  }

  /** A statement that smol-toml finds valid on its lines. */
  #anyStatement(): void {
    const statement = scanTomlStatement(this.text, this.#at);
    const end =
      this.text.indexOf('\n', statement.kind === 'pair' ? statement.value.end : statement.end) +
        1 || this.text.length;
    parse(this.text.slice(this.#at, end), { integersAsBigInt: 'asNeeded' });
    if (statement.path.length >= maximumDepth) throw new UnsureToml();
    if (statement.kind === 'header') this.#tables.header(statement.path, statement.addsElement);
    else
      this.#tables.pair(
        statement.path,
        tomlNodeValue(this.text, statement.value, this.#tables.depth + statement.path.length),
      );
    this.#at = end;
  }

  #bareName(): string {
    const start = this.#at;
    let hash = 0;
    let code = this.text.charCodeAt(this.#at);
    for (; isBare(code); code = this.text.charCodeAt(++this.#at))
      hash = (Math.imul(hash, 31) + code) | 0;
    return this.#names.take(this.text, start, this.#at, hash);
  }

  #simpleValue(): ConfScalar | undefined {
    const code = this.text.charCodeAt(this.#at);
    if (code === 0x22 || code === 0x27) return this.#simpleString(code);
    if (code === 0x74) return this.#word('true', true);
    if (code === 0x66) return this.#word('false', false);
    number.lastIndex = this.#at;
    const found = number.exec(this.text);
    if (found === null) return undefined;
    this.#at = number.lastIndex;
    const value = Number(found[0]);
    return found[1] === undefined ? value + 0 : value; // the integer -0 is 0
  }

  #simpleString(quote: number): string | undefined {
    const start = this.#at + 1;
    for (let at = start; ; at++) {
      const code = this.text.charCodeAt(at);
      if (code === quote) {
        if (at === start && this.text.charCodeAt(at + 1) === quote) return undefined; // three quotes
        this.#at = at + 1;
        return this.#names.takeShort(this.text, start, at);
      }
      if (code === 0x0a || Number.isNaN(code) || (code === 0x5c && quote === 0x22))
        return undefined;
    }
  }

  #word(word: string, value: boolean): boolean | undefined {
    if (!this.text.startsWith(word, this.#at)) return undefined;
    this.#at += word.length;
    return value;
  }

  /** Whether nothing but blanks and a comment follows on the line. */
  #endsLine(): boolean {
    this.#skipBlanks();
    const code = this.text.charCodeAt(this.#at);
    return code === 0x0a || code === 0x0d || code === 0x23 || Number.isNaN(code);
  }

  #skipBlanks(): void {
    for (
      let code = this.text.charCodeAt(this.#at);
      code === 0x20 || code === 0x09;
      code = this.text.charCodeAt(this.#at)
    )
      this.#at++;
  }

  #skipLines(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d) this.#at++;
      else if (code === 0x23) this.#at = this.text.indexOf('\n', this.#at) + 1 || this.text.length;
      else return;
    }
  }
}

/** A-Z, a-z, 0-9, - and _. */
function isBare(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x5f
  );
}
