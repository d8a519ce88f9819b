import { constants, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { HareError, utf8Pieces } from '@hare/base';
import type { Source } from '../formats/source.js';
import { checkSize } from './check-document.js';

/** Where the text of a document lives: a file, or memory only. */
export interface DocumentPlace {
  readonly source: Source;
  /** The bytes; undefined when there is no file. */
  read(): Promise<Buffer | undefined>;
  /** Whether the document is still this; `missing` when there is no file. */
  compare(content: string | Buffer): Promise<'same' | 'other' | 'missing'>;
  /** The file to write and to lock; undefined for a document in memory. */
  readonly file: string | undefined;
}

/** The place of a `dict:` document. */
export function memoryPlace(text: string, url: string): DocumentPlace {
  return {
    source: { url },
    file: undefined,
    read: () => Promise.resolve(Buffer.from(text)),
    compare: (other) => Promise.resolve(other === text ? 'same' : 'other'),
  };
}

export function filePlace(name: string, url: string): DocumentPlace {
  const file = path.resolve(name);
  const source = { file: name, url };
  return {
    source,
    file,
    read: () => openRegular(file, source, readWhole),
    compare: async (content) =>
      (await openRegular(file, source, (handle) => holds(handle, content))) ?? 'missing',
  };
}

/** What `work` makes of the open file and its size in bytes; undefined when there is no file. */
async function openRegular<T>(
  file: string,
  source: Source,
  work: (handle: FileHandle, size: number) => Promise<T>,
): Promise<T | undefined> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const { size } = regular(await handle.stat(), source);
      checkSize(size, source);
      return await work(handle, size);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof HareError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    const what = `cannot read: ${readFailures[code ?? ''] ?? message}`;
    const where = { file: source.file };
    const hint = 'check the path and its permissions: ls -l';
    throw new HareError('CONFSTORE_FILE_UNREADABLE', what, { where, hint, cause: error });
  }
}

/** Reads in large pieces, twice as fast as `readFile`; a growing file to its end. */
async function readWhole(handle: FileHandle, size: number): Promise<Buffer> {
  let bytes = Buffer.allocUnsafeSlow(size + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
    if (length === bytes.length)
      bytes = Buffer.concat([bytes, Buffer.allocUnsafeSlow(bytes.length)]);
  }
}

/** Compares piece by piece, without a second copy of the document. */
async function holds(handle: FileHandle, content: string | Buffer): Promise<'same' | 'other'> {
  let buffer = Buffer.alloc(1);
  for (const piece of typeof content === 'string' ? utf8Pieces(content) : [content]) {
    if (buffer.length < piece.length) buffer = Buffer.allocUnsafeSlow(piece.length);
    const found = buffer.subarray(0, piece.length);
    for (let length = 0; length < found.length;) {
      const { bytesRead } = await handle.read(found, length, found.length - length, null);
      if (bytesRead === 0) return 'other';
      length += bytesRead;
    }
    if (!found.equals(piece)) return 'other';
  }
  return (await handle.read(buffer, 0, 1, null)).bytesRead === 0 ? 'same' : 'other';
}

function regular(found: Stats, source: Source): Stats {
  if (found.isFile()) return found;
  const isFolder = found.isDirectory();
  const what = `it is ${isFolder ? 'a directory' : 'not a regular file'}`;
  const hint = isFolder ? 'open a directory of files with dir:' : 'copy its content to a file';
  throw new HareError('CONFSTORE_NOT_A_FILE', what, { where: { file: source.file }, hint });
}

const readFailures: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ENOTDIR: 'a part of its path is not a directory',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ENXIO: 'it is not a regular file',
  EIO: 'the device reports an error',
};
