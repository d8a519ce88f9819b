import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import type { Readable } from 'node:stream';
import { HareError } from '../errors/error.js';
import { kindOf, readToEnd } from '../folder/regular-file.js';
import { maxInputBytes, maxInputMs, sizeText } from './size-limits.js';

export interface InputLimits {
  /** Default: `CONFSTORE_MAX_SIZE`, else 256 MiB. */
  readonly maxBytes?: number;
  /**
   * For pipes, in all, ms; default: `CONFSTORE_TIMEOUT`, else 60 s. Standard input may take as long
   * as it takes: a person may be typing.
   */
  readonly timeoutMs?: number;
}

/** A certificate, a key or a token is no longer. */
const maxSmallBytes = 1024 ** 2;

/**
 * Reads a file that a person names: a regular one, or a pipe (`<(command)`) within a time; `-` is
 * standard input. Never more than a limit of bytes.
 * @throws HareError `INPUT_NOT_A_FILE` for folders, devices and sockets, `INPUT_TOO_LARGE`,
 *   `INPUT_TIMED_OUT`; what the system refuses is thrown as it comes.
 */
export async function readInputFile(file: string, limits: InputLimits = {}): Promise<Buffer> {
  const maxBytes = limits.maxBytes ?? maxInputBytes('file');
  if (file === '-') return readStream(process.stdin, 'standard input', maxBytes);
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  const found = fstatSync(fd);
  // Never opened twice: a writer could come and go in between, and its end would not be seen.
  if (found.isFIFO()) return readPipe(fd, file, maxBytes, limits.timeoutMs ?? maxInputMs());
  try {
    refuseSpecial(found, file);
    const content = readToEnd(fd, found.size, maxBytes);
    if (content === undefined) throw tooLarge(file, maxBytes);
    return content;
  } finally {
    closeSync(fd);
  }
}

/**
 * The same for a small file and who cannot wait: a token, a certificate. Pipes are refused too.
 * @throws HareError `INPUT_NOT_A_FILE`, `INPUT_TOO_LARGE`
 */
export function readSmallFileSync(file: string): string {
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  try {
    const found = fstatSync(fd);
    refuseSpecial(found, file);
    if (found.size > maxSmallBytes) throw tooLarge(file, maxSmallBytes);
    return readFileSync(fd, 'utf8');
  } finally {
    closeSync(fd);
  }
}

function refuseSpecial(found: Stats, file: string): void {
  if (found.isFile()) return;
  throw new HareError('INPUT_NOT_A_FILE', `it is ${kindOf(found)}`, {
    where: { file },
    hint: 'use a regular file',
  });
}

/** As a stream, which waits for a writer without blocking a thread. */
async function readPipe(
  fd: number,
  file: string,
  maxBytes: number,
  timeoutMs: number,
): Promise<Buffer> {
  const { Socket } = await import('node:net');
  const pipe = new Socket({ fd, readable: true, writable: false });
  const timer = setTimeout(
    () =>
      pipe.destroy(
        new HareError('INPUT_TIMED_OUT', `the pipe did not end within ${timeoutMs / 1000} s`, {
          where: { file },
          hint: 'stop the program that writes to it, or allow more seconds: CONFSTORE_TIMEOUT=300',
        }),
      ),
    timeoutMs,
  );
  try {
    return await readStream(pipe, file, maxBytes);
  } finally {
    clearTimeout(timer);
    pipe.destroy();
  }
}

async function readStream(stream: Readable, name: string, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(name, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(file: string, maxBytes: number): HareError {
  return new HareError('INPUT_TOO_LARGE', `it is larger than ${sizeText(maxBytes)}`, {
    where: { file },
    hint: 'check that this is the right file, or raise the limit: CONFSTORE_MAX_SIZE=1G',
  });
}
