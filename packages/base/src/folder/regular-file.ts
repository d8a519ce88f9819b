import { constants, read, type Stats } from 'node:fs';
import { lstat, open, stat, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { HareError } from '../errors/error.js';

export interface RegularFileOptions {
  /**
   * Default true: a link is followed, as for a file that a user named. False for a file in a folder
   * where others may write.
   */
  readonly follow?: boolean;
  /** Refuse a file with several hard links: it may be another user's file. */
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

/** A regular file's whole content. @throws HareError `FILE_NOT_REGULAR`, `FILE_TOO_LARGE` */
export async function readRegularFile(
  file: string | Buffer,
  options: ReadFileOptions,
): Promise<Buffer> {
  const { handle, stats } = await openRegularFile(file, options);
  try {
    const content = await readToEnd(handle.fd, stats.size, options.maxBytes);
    if (content !== undefined) return content;
  } finally {
    await handle.close();
  }
  const { maxBytes, shown } = options;
  throw new HareError('FILE_TOO_LARGE', `the file is larger than the limit of ${maxBytes} bytes`, {
    where: { file: shown ?? file.toString() },
    hint: 'use another file',
  });
}

const readInto = promisify(read);

/** What a descriptor of a file of this size gives; undefined when that is more than `maxBytes`. */
export async function readToEnd(
  fd: number,
  size: number,
  maxBytes: number,
): Promise<Buffer | undefined> {
  if (size > maxBytes) return undefined;
  // A file may grow meanwhile, and those of the kernel have no size.
  let bytes = Buffer.allocUnsafe(Math.max(size + 1, 16_384));
  let length = 0;
  for (;;) {
    const { bytesRead } = await readInto(fd, bytes, length, bytes.length - length, null);
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
    if (length > maxBytes) return undefined;
    if (length === bytes.length) bytes = Buffer.concat([bytes], 2 * bytes.length);
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
    hint: `check it: ls -l ${name}`,
  });
}

/** The kind of an entry that is not a regular file. */
export function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a directory';
  if (stats.isSymbolicLink()) return 'a symbolic link';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}
