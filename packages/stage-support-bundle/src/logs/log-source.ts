import { constants, createWriteStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { openEntry, type TreeEntry } from '@hare/base';
import { readBackwards } from './read-backwards.js';

/** How much of a compressed log is looked at: more would be a trap. */
const maxUnpackedBytes = 1024 ** 3;

/**
 * A log file, read from its end on. Compressed ones are unpacked into the work folder when they are
 * first read.
 */
export class LogSource {
  readonly entry: TreeEntry;
  readonly #workFolder: string;
  #file: FileHandle | undefined;
  #unpacked: string | undefined;
  #blocks: AsyncGenerator<Buffer, void> | undefined;

  constructor(entry: TreeEntry, workFolder: string) {
    this.entry = entry;
    this.#workFolder = workFolder;
  }

  get writtenMs(): number {
    return this.entry.stats.mtimeMs;
  }

  /** The name in the bundle: compressed logs lose their ending. */
  get name(): string {
    return path.posix.join('logs', this.entry.relative.replace(/\.gz$/, ''));
  }

  /** The block before the one read last; undefined when there is none. */
  async next(): Promise<Buffer | undefined> {
    this.#blocks ??= await this.#open();
    const step: IteratorResult<Buffer, void> = await this.#blocks.next();
    return step.done === true ? undefined : step.value;
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
    if (this.#unpacked !== undefined) await rm(this.#unpacked, { force: true });
  }

  async #open(): Promise<AsyncGenerator<Buffer, void>> {
    if (this.entry.path.endsWith('.gz')) {
      this.#unpacked = path.join(
        this.#workFolder,
        `log-${this.entry.stats.ino}-${Math.random().toString(36).slice(2)}`,
      );
      await pipeline(
        (await openEntry(this.entry)).createReadStream(),
        createGunzip(),
        limited(maxUnpackedBytes),
        createWriteStream(this.#unpacked, { mode: 0o600, flags: 'wx' }),
      );
    }
    this.#file =
      this.#unpacked === undefined
        ? await openEntry(this.entry)
        : await open(this.#unpacked, constants.O_RDONLY | constants.O_NOFOLLOW);
    return readBackwards(this.#file, (await this.#file.stat()).size);
  }
}

function limited(limit: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > limit) done(new Error(`it unpacks to more than ${limit} bytes`));
      else done(null, chunk);
    },
  });
}
