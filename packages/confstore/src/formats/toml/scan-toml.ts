import { readTomlString } from './read-toml-string.js';
import type {
  TomlArray,
  TomlInlineTable,
  TomlNode,
  TomlPair,
  TomlStatement,
} from './toml-nodes.js';
import { TomlSyntaxError } from './toml-syntax-error.js';

/**
 * The statements of a TOML document with the offsets of every key and value.
 * Trusts that the document was parsed before: it looks for places, and refuses only what is newer
 * than TOML 1.0.
 */
export function scanToml(text: string): Iterable<TomlStatement> {
  return new Scanner(text).statements();
}

/** The statement that starts at an offset; like `scanToml` it trusts that it is valid. */
export function scanTomlStatement(text: string, start: number): TomlStatement {
  return new Scanner(text, start).statement();
}

class Scanner {
  constructor(
    private readonly text: string,
    private at = 0,
  ) {}

  *statements(): Generator<TomlStatement> {
    for (this.skipLines(); this.at < this.text.length; this.skipLines()) yield this.statement();
  }

  statement(): TomlStatement {
    return this.text[this.at] === '[' ? this.header() : this.pair();
  }

  private header(): TomlStatement {
    const start = this.at;
    const addsElement = this.text[start + 1] === '[';
    this.at += addsElement ? 2 : 1;
    const path = this.key(']');
    this.at += addsElement ? 2 : 1;
    return { kind: 'header', path, addsElement, start, end: this.at };
  }

  private pair(): TomlPair {
    const start = this.at;
    const path = this.key('=');
    const equals = this.at;
    this.at += 1;
    this.skipBlanks();
    return { kind: 'pair', path, start, equals, value: this.value() };
  }

  /** Reads a dotted key and stands on `end` afterwards. */
  private key(end: string): readonly string[] {
    const path: string[] = [];
    for (;;) {
      this.skipBlanks();
      const quote = this.text[this.at];
      if (quote === '"' || quote === "'") path.push(this.string());
      else {
        bareKey.lastIndex = this.at;
        const name = bareKey.exec(this.text)?.[0];
        if (name === undefined) throw new TomlSyntaxError('a key is expected here', this.at);
        path.push(name);
        this.at += name.length;
      }
      this.skipBlanks();
      if (this.text[this.at] === end) return path;
      if (this.text[this.at] !== '.')
        throw new TomlSyntaxError(`"." or "${end}" is expected here`, this.at);
      this.at += 1;
    }
  }

  private value(): TomlNode {
    const start = this.at;
    switch (this.text[start]) {
      case '[':
        return this.array(start);
      case '{':
        return this.inlineTable(start);
      case '"':
      case "'":
        return { kind: 'scalar', string: this.string(), start, end: this.at };
      default:
        return this.bareValue(start);
    }
  }

  private bareValue(start: number): TomlNode {
    bareValue.lastIndex = start;
    const found = bareValue.exec(this.text)?.[0];
    if (found === undefined) throw new TomlSyntaxError('a value is expected here', start);
    if (/(^|[Tt ])\d\d:\d\d($|[^\d:])/.test(found))
      throw new TomlSyntaxError(`the time ${found} has no seconds: TOML 1.0 wants them`, start);
    this.at = start + found.length;
    return { kind: 'scalar', string: undefined, start, end: this.at };
  }

  private array(start: number): TomlArray {
    const items: TomlNode[] = [];
    const commas: number[] = [];
    this.at += 1;
    for (;;) {
      this.skipLines();
      if (this.text[this.at] === ']') break;
      items.push(this.value());
      this.skipLines();
      if (this.text[this.at] === ']') break;
      if (this.text[this.at] !== ',')
        throw new TomlSyntaxError('"," or "]" is expected here', this.at);
      commas.push(this.at);
      this.at += 1;
    }
    this.at += 1;
    return { kind: 'array', start, end: this.at, items, commas };
  }

  private inlineTable(start: number): TomlInlineTable {
    const pairs: TomlPair[] = [];
    const commas: number[] = [];
    this.at += 1;
    this.skipBlanks();
    while (this.text[this.at] !== '}') {
      pairs.push(this.pair());
      this.skipBlanks();
      if (this.text[this.at] === '}') break;
      if (this.text[this.at] !== ',')
        throw new TomlSyntaxError(
          'an inline table of TOML 1.0 stands on one line: "," or "}" is expected here',
          this.at,
        );
      commas.push(this.at);
      this.at += 1;
      this.skipBlanks();
      if (this.text[this.at] === '}')
        throw new TomlSyntaxError('an inline table of TOML 1.0 has no comma at its end', this.at);
    }
    this.at += 1;
    return { kind: 'inline', start, end: this.at, pairs, commas };
  }

  private string(): string {
    const { value, end } = readTomlString(this.text, this.at);
    this.at = end;
    return value;
  }

  private skipBlanks(): void {
    for (
      let code = this.text.charCodeAt(this.at);
      code === 0x20 || code === 0x09;
      code = this.text.charCodeAt(this.at)
    )
      this.at += 1;
  }

  private skipLines(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d) this.at += 1;
      else if (code === 0x23) {
        const end = this.text.indexOf('\n', this.at);
        this.at = end === -1 ? this.text.length : end;
      } else return;
    }
  }
}

const bareKey = /[A-Za-z0-9_-]+/y;
const bareValue = /\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|[^\s,\]}#]+/y;
