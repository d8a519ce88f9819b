import { constants, type Stats } from 'node:fs';
import { lstat, open, stat, type FileHandle } from 'node:fs/promises';
import { HareError } from '../errors/error.js';

export interface RegularFileOptions {
  /**
   * Default true: a link is followed, as for a file that a user named. False for a file in a folder
   * where others may write.
   */
  readonly follow?: boolean;
  /** Refuse a file that has further names: behind one of them may be somebody else's file. */
  readonly onlyName?: boolean;
  /** The path for messages, when the file is reached in another way. */
  readonly shown?: string;
}

export interface ReadFileOptions extends RegularFileOptions {
  readonly maxBytes: number;
}

/** 64 MiB: more than any file that people write or that Hare makes. */
export const defaultMaxBytes = 64 * 1024 * 1024;

/**
 * Opens a regular file, never waiting: a pipe, a socket or a device in its place is not opened at
 * all, and one that comes there meanwhile is not read. System errors (`ENOENT`, `EACCES`) come as
 * they are.
 * @throws HareError `FILE_NOT_REGULAR`
 */
export async function openRegularFile(
  file: string | Buffer,
  options: RegularFileOptions = {},
  flags = constants.O_RDONLY,
): Promise<{ readonly handle: FileHandle; readonly stats: Stats }> {
  const { follow = true } = options;
  assertRegular(await (follow ? stat(file) : lstat(file)), file, options);
  const handle = await open(
    file,
    flags | constants.O_NONBLOCK | constants.O_NOCTTY | (follow ? 0 : constants.O_NOFOLLOW),
  ).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'ELOOP'
      ? notRegular(file, 'a symbolic link', options)
      : error;
  });
  try {
    const stats = await handle.stat();
    assertRegular(stats, file, options);
    return { handle, stats };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * The whole content of a regular file, at most `maxBytes`. @throws HareError `FILE_NOT_REGULAR`,
 * `FILE_TOO_LARGE`
 */
export async function readRegularFile(
  file: string | Buffer,
  options: ReadFileOptions,
): Promise<Buffer> {
  const { handle, stats } = await openRegularFile(file, options);
  try {
    if (stats.size > options.maxBytes) throw tooLarge(file, options);
    const pieces: Buffer[] = [];
    let length = 0;
    // It may grow meanwhile, and files of /proc say 0.
    for (;;) {
      const piece = Buffer.allocUnsafe(
        Math.min(Math.max(stats.size - length, 0) + 4096, 1024 * 1024),
      );
      const { bytesRead } = await handle.read(piece, 0, piece.length, length);
      if (bytesRead === 0) return Buffer.concat(pieces, length);
      pieces.push(piece.subarray(0, bytesRead));
      length += bytesRead;
      if (length > options.maxBytes) throw tooLarge(file, options);
    }
  } finally {
    await handle.close();
  }
}

/** @throws HareError `FILE_NOT_REGULAR` for anything but a regular file */
export function assertRegular(
  stats: Stats,
  file: string | Buffer,
  options: Pick<RegularFileOptions, 'onlyName' | 'shown'> = {},
): void {
  if (!stats.isFile()) throw notRegular(file, kindOf(stats), options);
  if (options.onlyName === true && stats.nlink > 1)
    throw notRegular(file, `a hard link: the file has ${stats.nlink} names`, options);
}

function notRegular(
  file: string | Buffer,
  what: string,
  { shown }: Pick<RegularFileOptions, 'shown'>,
): HareError {
  const name = shown ?? file.toString();
  return new HareError('FILE_NOT_REGULAR', `expected a regular file, this is ${what}`, {
    where: { file: name },
    hint: `look at it: ls -l ${name}`,
  });
}

function tooLarge(file: string | Buffer, { maxBytes, shown }: ReadFileOptions): HareError {
  return new HareError(
    'FILE_TOO_LARGE',
    `the file is larger than ${maxBytes} bytes, the most that is read`,
    { where: { file: shown ?? file.toString() }, hint: 'name another file' },
  );
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isSymbolicLink()) return 'a symbolic link';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}
