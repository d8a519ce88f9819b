import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { HareError } from '../errors/error.js';
import { isNodeError } from './proc-descriptor.js';

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

/** A regular file's whole content. @throws HareError `FILE_NOT_REGULAR`, `FILE_TOO_LARGE` */
export function readRegularFile(file: string | Buffer, options: ReadFileOptions): Promise<Buffer> {
  return new Promise((resolve) => {
    resolve(readRegularFileSync(file, options));
  });
}

/** The same in place: of a few small files that is faster than by threads. */
export function readRegularFileSync(file: string | Buffer, options: ReadFileOptions): Buffer {
  const { follow = true, maxBytes, shown } = options;
  assertRegular(follow ? statSync(file) : lstatSync(file), file, options);
  const fd = openNoLink(file, options);
  try {
    const stats = fstatSync(fd);
    assertRegular(stats, file, options);
    const content = readToEnd(fd, stats.size, maxBytes);
    if (content !== undefined) return content;
  } finally {
    closeSync(fd);
  }
  throw new HareError('FILE_TOO_LARGE', `the file is larger than the limit of ${maxBytes} bytes`, {
    where: { file: shown ?? file.toString() },
    hint: 'use another file',
  });
}

function openNoLink(file: string | Buffer, options: RegularFileOptions): number {
  try {
    return openSync(file, openFlags(options));
  } catch (error) {
    throw ofOpening(error, file, options);
  }
}

/** Nothing that came in the place of a file meanwhile is waited for. */
export function openFlags({ follow = true }: RegularFileOptions): number {
  const { O_RDONLY, O_NONBLOCK, O_NOCTTY, O_NOFOLLOW } = constants;
  return O_RDONLY | O_NONBLOCK | O_NOCTTY | (follow ? 0 : O_NOFOLLOW);
}

/** Why a regular file cannot be opened. */
export function ofOpening(
  error: unknown,
  file: string | Buffer,
  options: RegularFileOptions,
): unknown {
  return isNodeError(error, 'ELOOP') ? notRegular(file, 'a symbolic link', options) : error;
}

/** What a descriptor of a file of this size gives; undefined when that is more than `maxBytes`. */
export function readToEnd(fd: number, size: number, maxBytes: number): Buffer | undefined {
  if (size > maxBytes) return undefined;
  // A file may grow meanwhile, and those of the kernel have no size.
  let bytes = Buffer.allocUnsafe(Math.max(size + 1, 16_384));
  let length = 0;
  for (;;) {
    const bytesRead = readSync(fd, bytes, length, bytes.length - length, null);
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
