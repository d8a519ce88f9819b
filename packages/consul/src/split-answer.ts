/** What an answer has too much of, with how much is taken: `one entry of the answer`. */
export class OversizedAnswer extends Error {
  readonly limitBytes: number;

  constructor(what: string, limitBytes: number) {
    super(what);
    this.limitBytes = limitBytes;
  }
}

/** A part of an answer that does not look like Consul's. */
export class WrongShape extends Error {}

/** No answer of Consul has more around its entries: a comma and a mark for each. */
const maxFrameBytes = 8 * 1024 ** 2;

/**
 * Splits a JSON answer into its large parts while it arrives: the values at a depth in braces or
 * brackets (1: the items of a list; 2: those of lists in an object) are handed over piece by piece,
 * and the rest, the frame, has a 0 in place of each. So a wrong answer is refused at its first
 * wrong part, and only the parts needed are in memory.
 */
export class AnswerSplitter {
  readonly #depth: number;
  readonly #maxElementBytes: number;
  readonly #onElement: (text: string) => void;
  #frame: string[] = [];
  #frameBytes = 0;
  /**
   * The element so far: one buffer that grows, as one for each would be garbage faster than it is
   * swept.
   */
  #element = Buffer.alloc(64 * 1024);
  #elementBytes = 0;
  #open = 0;
  #inText = false;
  #escaped = false;

  constructor(depth: number, maxElementBytes: number, onElement: (text: string) => void) {
    this.#depth = depth;
    this.#maxElementBytes = maxElementBytes;
    this.#onElement = onElement;
  }

  /** What is around the elements, each of them replaced by 0. */
  get frame(): string {
    return this.#frame.join('');
  }

  write(chunk: Buffer): void {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk[at];
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (code === 0x5c) this.#escaped = true;
        else if (code === 0x22) this.#inText = false;
      } else if (code === 0x22) this.#inText = true;
      else if (code === 0x7b || code === 0x5b) {
        if (this.#open === this.#depth) {
          this.#addFrame(chunk.subarray(from, at));
          from = at;
        }
        this.#open += 1;
      } else if (code === 0x7d || code === 0x5d) {
        this.#open -= 1;
        if (this.#open === this.#depth) {
          this.#endElement(chunk.subarray(from, at + 1));
          from = at + 1;
        }
      }
    }
    if (this.#open > this.#depth) this.#addPiece(chunk.subarray(from));
    else this.#addFrame(chunk.subarray(from));
  }

  #endElement(piece: Buffer): void {
    this.#addPiece(piece);
    const text = this.#element.toString('utf8', 0, this.#elementBytes);
    this.#elementBytes = 0;
    this.#addFrame(zero);
    this.#onElement(text);
  }

  #addPiece(piece: Buffer): void {
    const bytes = this.#elementBytes + piece.length;
    if (bytes > this.#maxElementBytes)
      throw new OversizedAnswer('one entry of the answer', this.#maxElementBytes);
    if (bytes > this.#element.length)
      this.#element = Buffer.concat([this.#element], Math.max(bytes, 2 * this.#element.length));
    piece.copy(this.#element, this.#elementBytes);
    this.#elementBytes = bytes;
  }

  #addFrame(piece: Buffer): void {
    // White space may go on for ever: it ends at the limit of the whole.
    const text = piece.toString('latin1').trim();
    if (text === '') return;
    this.#frameBytes += text.length;
    if (this.#frameBytes > maxFrameBytes)
      throw new OversizedAnswer('the rest of the answer', maxFrameBytes);
    this.#frame.push(text);
  }
}

const zero = Buffer.from('0');
