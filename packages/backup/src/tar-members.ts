import { HareError } from '@hare/base';
import { damaged } from './archive-seal.js';
import { backupLimits } from './backup-limits.js';

/** A regular file in a tar. Its body must be read to its end before the next member. */
export interface TarMember {
  readonly name: string;
  readonly sizeBytes: number;
  body(): AsyncIterable<Buffer>;
}

type Where = HareError['where'];

const block = 512;
const kinds: Readonly<Record<string, string>> = {
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

/**
 * The members of a tar, one after the other. It knows regular files, and extended headers that hold
 * one name: whatever else a tar can be, backup does not write.
 * @throws HareError `BACKUP_DAMAGED`, `BACKUP_MEMBER_REFUSED`
 */
export async function* tarMembers(
  tar: AsyncIterable<Buffer>,
  where: Where,
): AsyncGenerator<TarMember> {
  const bytes = new ByteReader(tar, where);
  try {
    yield* members(bytes, where);
  } finally {
    await bytes.close();
  }
}

async function* members(bytes: ByteReader, where: Where): AsyncGenerator<TarMember> {
  let count = 0;
  for (let head = await bytes.take(block); !isZero(head); head = await bytes.take(block)) {
    let { kind, sizeBytes } = header(head, where);
    let name: string | undefined;
    if (kind === 'x') {
      name = onlyName(await extended(bytes, sizeBytes, where), where);
      head = await bytes.take(block);
      if (isZero(head)) throw damaged('a name in it belongs to nothing', where);
      ({ kind, sizeBytes } = header(head, where));
    }
    name ??= nameIn(head, where);
    const isLinked = textIn(head, 157, 257, where) !== '';
    if ((kind !== '0' && kind !== '\0') || isLinked)
      throw memberRefused(
        name,
        `is a ${isLinked && kind === '0' ? 'Link' : (kinds[kind] ?? 'member of an unknown kind')}`,
        where,
      );
    count += 1;
    if (count > backupLimits.members + 1)
      throw memberRefused(
        name,
        `is one too many: a backup has at most ${backupLimits.members}`,
        where,
      );
    const body = bytes.body(sizeBytes);
    yield { name, sizeBytes, body: () => body };
    if (!(await body.next()).done) throw new Error(`the body of ${name} was not read to its end`);
  }
  await bytes.restIsZero();
}

function header(head: Buffer, where: Where): { readonly kind: string; readonly sizeBytes: number } {
  checkSum(head, where);
  return {
    kind: String.fromCharCode(head[156] ?? 0),
    sizeBytes: octal(head.subarray(124, 136), where),
  };
}

export function memberRefused(name: string, what: string, where: Where): HareError {
  return new HareError(
    'BACKUP_MEMBER_REFUSED',
    `the member ${JSON.stringify(name.slice(0, 200))} ${what}; such a backup was not made by hare_setup`,
    { where, hint: 'do not use it; nothing was changed' },
  );
}

/** Takes pieces of any length from chunks of any length. */
class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #where: Where;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>, where: Where) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#where = where;
  }

  /** A member's bytes, and what fills up the tar after them. */
  async *body(length: number): AsyncGenerator<Buffer> {
    yield* this.stream(length);
    await this.take((block - (length % block)) % block);
  }

  /** Nobody wants the rest: what it is read from is closed. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async *stream(length: number): AsyncGenerator<Buffer> {
    for (let missing = length; missing > 0;) {
      if (this.#rest.length === 0 && !(await this.#more()))
        throw damaged('it ends in the middle of a member', this.#where);
      const piece = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(piece.length);
      missing -= piece.length;
      yield piece;
    }
  }

  async take(length: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.stream(length)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** Nothing but zeros may follow the end. */
  async restIsZero(): Promise<void> {
    do {
      if (!isZero(this.#rest)) throw damaged('something stands behind its end', this.#where);
    } while (await this.#more());
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    this.#rest = next.done === true ? Buffer.alloc(0) : next.value;
    return next.done !== true;
  }
}

async function extended(bytes: ByteReader, sizeBytes: number, where: Where): Promise<Buffer> {
  if (sizeBytes > backupLimits.extendedHeaderBytes)
    throw damaged('a name in it is longer than names are', where);
  const body = await bytes.take(sizeBytes);
  await bytes.take((block - (sizeBytes % block)) % block);
  return body;
}

/** The name in an extended header; it says nothing else. */
function onlyName(body: Buffer, where: Where): string {
  const [, length, name] = /^(\d{1,5}) path=([^\0\n]+)\n$/.exec(utf8(body, where)) ?? [];
  if (name === undefined || Number(length) !== body.length)
    throw damaged('an extended header in it says more than a name', where);
  return name;
}

function nameIn(head: Buffer, where: Where): string {
  const name = textIn(head, 0, 100, where);
  const isUstar = head.toString('latin1', 257, 262) === 'ustar';
  const prefix = isUstar ? textIn(head, 345, 500, where) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function textIn(head: Buffer, start: number, end: number, where: Where): string {
  const field = head.subarray(start, end);
  const length = field.indexOf(0);
  return utf8(length === -1 ? field : field.subarray(0, length), where);
}

function utf8(bytes: Buffer, where: Where): string {
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) throw damaged('a name in it is not UTF-8', where);
  return text;
}

function octal(field: Buffer, where: Where): number {
  const [, digits] = /^ *([0-7]{1,11})[ \0]*$/.exec(field.toString('latin1')) ?? [];
  if (digits === undefined) throw damaged('the size of a member is not a number', where);
  return Number.parseInt(digits, 8);
}

function checkSum(head: Buffer, where: Where): void {
  const sum = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (octal(head.subarray(148, 156), where) !== sum)
    throw damaged('the checksum of a header in it does not agree', where);
}

function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}
