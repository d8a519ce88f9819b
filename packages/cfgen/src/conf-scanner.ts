import { HareError } from '@hare/base';
import type { ConfSymbol, ConfText } from './conf-object.js';
import type { UInt } from './fid.js';

/** The pattern of a number: decimal, `0x…` hexadecimal, or octal with a leading 0. */
export const numberPattern = '0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*';

const number = new RegExp(`(${numberPattern})(?![\\w-])`, 'y');
const text = /"([^"]*)"/y;
const symbol = /@(\w+)/y;

/** Reads text from front to back, and says where it stopped making sense. */
export class ConfScanner {
  readonly #text: string;
  readonly #file: string | undefined;
  #offset = 0;

  constructor(text: string, file?: string) {
    this.#text = text;
    this.#file = file;
  }

  /** Matches a sticky pattern after white space and goes past it; else undefined. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    this.#skipSpace();
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#offset = pattern.lastIndex;
    return found;
  }

  /** Matches a sticky pattern or fails with what was expected. */
  expect(pattern: RegExp, what: string): RegExpExecArray {
    return this.match(pattern) ?? this.fail(`expected ${what}`);
  }

  /** True and past it, when this character comes next. */
  accept(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#offset] !== character) return false;
    this.#offset += 1;
    return true;
  }

  /** A number, a text or a constant, when one comes next. */
  scalar(): UInt | ConfText | ConfSymbol | undefined {
    const quoted = this.match(text)?.[1];
    if (quoted !== undefined) return { text: quoted };
    const constant = this.match(symbol)?.[1];
    if (constant !== undefined) return { symbol: constant };
    const digits = this.match(number)?.[1];
    return digits === undefined ? undefined : readNumber(digits);
  }

  atEnd(): boolean {
    this.#skipSpace();
    return this.#offset === this.#text.length;
  }

  /** @throws HareError `CFGEN_DECODE` at the current place */
  fail(what: string): never {
    const before = this.#text.slice(0, this.#offset);
    const rest = this.#text.slice(this.#offset, this.#offset + 20).split('\n', 1)[0];
    const found = this.#offset === this.#text.length ? 'the end of the text' : JSON.stringify(rest);
    throw new HareError('CFGEN_DECODE', `${what}, found ${found}`, {
      where: {
        file: this.#file,
        line: before.split('\n').length,
        column: this.#offset - before.lastIndexOf('\n'),
      },
    });
  }

  #skipSpace(): void {
    while (this.#offset < this.#text.length && ' \n\t\r'.includes(this.#text.charAt(this.#offset)))
      this.#offset += 1;
  }
}

/** The value of text that `numberPattern` matched. */
export function readNumber(text: string): UInt {
  const value = /^0[0-7]+$/.test(text) ? BigInt(`0o${text.slice(1)}`) : BigInt(text);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}
