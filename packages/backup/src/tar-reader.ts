export const block = 512;

/** What a member is, by the letter in its header; `undefined` for a kind that is not known. */
export const memberKinds: Readonly<Record<string, string>> = {
  '1': 'Link',
  '2': 'SymbolicLink',
  '3': 'CharacterDevice',
  '4': 'BlockDevice',
  '5': 'Directory',
  '6': 'FIFO',
  '7': 'ContiguousFile',
  g: 'GlobalExtendedHeader',
  L: 'NextFileHasLongPath',
  K: 'NextFileHasLongLinkpath',
  S: 'SparseFile',
  D: 'GNUDumpDir',
};

/** Makes the error that says what is wrong with the tar. */
export type Damaged = (what: string) => Error;

/** Takes pieces of any length from a tar that comes in chunks of any length. */
export class TarReader {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #damaged: Damaged;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>, damaged: Damaged) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#damaged = damaged;
  }

  /** A member's bytes, and what fills up the tar after them. */
  async *body(length: number): AsyncGenerator<Buffer> {
    yield* this.#stream(length);
    await this.take((block - (length % block)) % block);
  }

  /** The rest is not needed: close the source. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async take(length: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.#stream(length)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** The body of an extended header, which is small. */
  async takeExtended(length: number, maxBytes: number): Promise<Buffer> {
    if (length > maxBytes) throw this.#damaged('it has a name that is too long');
    const body = await this.take(length);
    await this.take((block - (length % block)) % block);
    return body;
  }

  /** Whether nothing follows. */
  async isAtEnd(): Promise<boolean> {
    while (this.#rest.length === 0) if (!(await this.#more())) return true;
    return false;
  }

  /** Nothing but zeros may follow the end. */
  async restIsZero(): Promise<void> {
    do {
      if (!isZero(this.#rest)) throw this.#damaged('it has data after its end');
    } while (await this.#more());
  }

  async *#stream(length: number): AsyncGenerator<Buffer> {
    for (let missing = length; missing > 0;) {
      if (this.#rest.length === 0 && !(await this.#more()))
        throw this.#damaged('it ends in the middle of a member');
      const piece = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(piece.length);
      missing -= piece.length;
      yield piece;
    }
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    this.#rest = next.done === true ? Buffer.alloc(0) : next.value;
    return next.done !== true;
  }
}

/** @throws what `damaged` makes, if the checksum in a header does not match its bytes */
export function checkSum(head: Buffer, damaged: Damaged): void {
  const sum = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (octal(head.subarray(148, 156)) !== sum)
    throw damaged('the checksum of a header does not match');
}

/** The number that octal digits in a header stand for; `undefined` when they are something else. */
export function octal(field: Buffer): number | undefined {
  const [, digits] = /^ *([0-7]{1,11})[ \0]*$/.exec(field.toString('latin1')) ?? [];
  return digits === undefined ? undefined : Number.parseInt(digits, 8);
}

/** The bytes of a text in a header, which ends at a zero byte. */
export function textBytes(field: Buffer): Buffer {
  const length = field.indexOf(0);
  return length === -1 ? field : field.subarray(0, length);
}

/** A member's name as its own header has it, in its two parts. */
export function nameParts(head: Buffer): readonly [prefix: Buffer, name: Buffer] {
  const isUstar = head.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isUstar ? textBytes(head.subarray(345, 500)) : Buffer.alloc(0);
  return [prefix, textBytes(head.subarray(0, 100))];
}

export function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}
