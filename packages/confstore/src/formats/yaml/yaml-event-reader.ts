import type { Event } from 'js-yaml';

/**
 * The events of a text one after the other. They come in pieces, and nothing is kept of those that
 * were passed.
 */
export class YamlEventReader {
  #piece: readonly Event[] = [];
  #at = 0;
  #loaded = 0;
  readonly #pieces: Iterator<readonly Event[]>;

  constructor(pieces: Iterable<readonly Event[]>) {
    this.#pieces = pieces[Symbol.iterator]();
  }

  /** How many events were loaded so far: all of them, when they come in one piece. */
  get loaded(): number {
    return this.#loaded;
  }

  /** The next event, which stays the next one; undefined at the end. */
  peek(): Event | undefined {
    while (this.#at === this.#piece.length) {
      const next = this.#pieces.next();
      if (next.done === true) return undefined;
      this.#piece = next.value;
      this.#loaded += next.value.length;
      this.#at = 0;
    }
    return this.#piece[this.#at];
  }

  next(): Event {
    const event = this.peek();
    if (event === undefined) throw new RangeError('the events end inside of a node');
    this.#at++;
    return event;
  }
}
