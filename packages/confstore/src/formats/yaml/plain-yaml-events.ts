import type { Event } from 'js-yaml';
import { flowWord, isQuote, plainWord, quotedWord, type YamlWord } from './plain-yaml-words.js';
import { endsLine, endsWord, startsPlain } from './yaml-characters.js';

/** How deep maps and lists may be nested in what is read here. */
const deepest = 200;

const space = 0x20;
const dash = 0x2d;
const colon = 0x3a;
const hash = 0x23;

/**
 * The events that js-yaml has for a text that is written as most are: maps and lists on lines,
 * names and values plain or in quotes on one line, lists of words in brackets, comments, no more.
 * Undefined for every other text, whether it is valid or not. It takes a fifth of the parser's
 * time.
 */
export function plainYamlEvents(text: string): readonly Event[] | undefined {
  return /[\0\r]/.test(text) ? undefined : new PlainYamlReader(text).read();
}

interface Level {
  readonly kind: 'map' | 'list';
  readonly column: number;
}

class PlainYamlReader {
  #at = 0;
  #lineStart = 0;
  /** Whether the last name or dash has no value yet. */
  #awaits = false;
  /** The column from which on the next line would go on with the plain text before it. */
  #continues = Infinity;
  readonly #events: Event[] = [
    { type: 1, explicitStart: false, explicitEnd: false, directives: [] },
  ];
  readonly #levels: Level[] = [];

  constructor(private readonly text: string) {}

  read(): readonly Event[] | undefined {
    while (this.#at < this.text.length) if (!this.#line()) return undefined;
    if (this.#levels.length === 0) return undefined;
    this.#settle();
    while (this.#levels.length > 0) this.#close();
    this.#events.push({ type: 6 });
    return this.#events;
  }

  /** Reads a line; this and what it calls answer false where it is not of the usual kind. */
  #line(): boolean {
    this.#lineStart = this.#at;
    this.#skipSpaces();
    const column = this.#at - this.#lineStart;
    const code = this.text.charCodeAt(this.#at);
    if (endsLine(code)) {
      this.#at++;
      return column === 0;
    }
    if (column >= this.#continues) return false;
    this.#continues = Infinity;
    if (code === hash) return this.#endLine();
    const isItem = this.#isDash();
    return this.#place(column, isItem) && (isItem ? this.#item() : this.#entry());
  }

  /** Closes and opens maps and lists, so that the innermost is the one that a line belongs to. */
  #place(column: number, isItem: boolean): boolean {
    const last = this.#levels.at(-1);
    if (last === undefined) return column === 0 && this.#open(isItem ? 'list' : 'map', column);
    if (
      this.#awaits &&
      (column > last.column || (column === last.column && last.kind === 'map' && isItem))
    )
      return this.#open(isItem ? 'list' : 'map', column);
    this.#settle();
    for (let level = this.#levels.at(-1); level !== undefined; level = this.#levels.at(-1)) {
      if (level.column === column && (level.kind === 'list') === isItem) return true;
      if (level.column < column || (level.column === column && isItem)) return false;
      this.#close();
    }
    return false;
  }

  /** From a dash to the end of its line. */
  #item(): boolean {
    this.#at++;
    this.#skipSpaces();
    if (this.#isValueless()) return this.#endLine();
    const column = this.#at - this.#lineStart;
    if (this.#isDash()) return this.#open('list', column) && this.#item();
    if (this.#isBracket()) return this.#flow();
    const word = this.#word();
    if (word === undefined) return false;
    if (this.text.charCodeAt(this.#at) !== colon) return this.#value(word);
    return this.#open('map', column) && this.#afterName(word);
  }

  /** From a name to the end of its line. */
  #entry(): boolean {
    const word = this.#word();
    return word !== undefined && this.text.charCodeAt(this.#at) === colon && this.#afterName(word);
  }

  #afterName(name: YamlWord): boolean {
    this.#scalar(name);
    this.#at++;
    this.#skipSpaces();
    if (this.#isValueless()) return this.#endLine();
    if (this.#isBracket()) return this.#flow();
    const word = this.#word();
    return word !== undefined && this.text.charCodeAt(this.#at) !== colon && this.#value(word);
  }

  /** Whether nothing is left on the line but a comment: then the value may come on the next one. */
  #isValueless(): boolean {
    const code = this.text.charCodeAt(this.#at);
    this.#awaits = endsLine(code) || code === hash;
    return this.#awaits;
  }

  #value(word: YamlWord): boolean {
    this.#scalar(word);
    if (word.style === 1) this.#continues = (this.#levels.at(-1)?.column ?? 0) + 1;
    return this.#endValue();
  }

  /** A list of words in brackets, or a pair of brackets or braces with nothing in it. */
  #flow(): boolean {
    const isList = this.text.charCodeAt(this.#at) === 0x5b;
    const closing = isList ? 0x5d : 0x7d;
    this.#container(isList ? 'list' : 'map', this.#at++, 2);
    this.#skipSpaces();
    if (this.text.charCodeAt(this.#at) === closing) this.#at++;
    else if (!isList || !this.#flowWords()) return false;
    this.#events.push({ type: 6 });
    return this.#endValue();
  }

  /** Words with commas between them, and the closing bracket. */
  #flowWords(): boolean {
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      const word = this.#pass(
        isQuote(code) ? quotedWord(this.text, this.#at) : flowWord(this.text, this.#at),
      );
      if (word === undefined) return false;
      this.#scalar(word);
      this.#skipSpaces();
      const next = this.text.charCodeAt(this.#at++);
      if (next === 0x5d) return true;
      if (next !== 0x2c) return false;
      this.#skipSpaces();
    }
  }

  /** What follows a value on its line: nothing, or a comment after a space. */
  #endValue(): boolean {
    this.#skipSpaces();
    const code = this.text.charCodeAt(this.#at);
    return (
      (endsLine(code) || (code === hash && this.text.charCodeAt(this.#at - 1) === space)) &&
      this.#endLine()
    );
  }

  #word(): YamlWord | undefined {
    const code = this.text.charCodeAt(this.#at);
    if (isQuote(code)) return this.#pass(quotedWord(this.text, this.#at));
    return startsPlain(code) &&
      !(this.#at === this.#lineStart && (code === dash || code === 0x2e)) &&
      !this.#isDash()
      ? this.#pass(plainWord(this.text, this.#at))
      : undefined;
  }

  /** Goes on behind a word. */
  #pass(word: YamlWord | undefined): YamlWord | undefined {
    if (word !== undefined) this.#at = word.next;
    return word;
  }

  #scalar({ style, start, end }: YamlWord): void {
    this.#events.push({
      type: 4,
      valueStart: start,
      valueEnd: end,
      anchorStart: -1,
      anchorEnd: -1,
      tagStart: -1,
      tagEnd: -1,
      style,
      chomping: 1,
      indent: -1,
      fast: true,
    });
  }

  /** A name or dash without a value has the empty one. */
  #settle(): void {
    if (!this.#awaits) return;
    this.#awaits = false;
    this.#events.push({
      type: 4,
      valueStart: -1,
      valueEnd: -1,
      anchorStart: -1,
      anchorEnd: -1,
      tagStart: -1,
      tagEnd: -1,
      style: 1,
      chomping: 1,
      indent: -1,
      fast: false,
    });
  }

  #open(kind: Level['kind'], column: number): boolean {
    this.#awaits = false;
    this.#levels.push({ kind, column });
    this.#container(kind, this.#lineStart + column, 1);
    return this.#levels.length <= deepest;
  }

  #container(kind: Level['kind'], start: number, style: 1 | 2): void {
    this.#events.push({
      type: kind === 'map' ? 3 : 2,
      start,
      anchorStart: -1,
      anchorEnd: -1,
      tagStart: -1,
      tagEnd: -1,
      style,
    });
  }

  #close(): void {
    this.#levels.pop();
    this.#events.push({ type: 6 });
  }

  #isBracket(): boolean {
    const code = this.text.charCodeAt(this.#at);
    return code === 0x5b || code === 0x7b;
  }

  #isDash(): boolean {
    return this.text.charCodeAt(this.#at) === dash && endsWord(this.text.charCodeAt(this.#at + 1));
  }

  #skipSpaces(): void {
    while (this.text.charCodeAt(this.#at) === space) this.#at++;
  }

  #endLine(): boolean {
    this.#at = this.text.indexOf('\n', this.#at) + 1 || this.text.length;
    return true;
  }
}
