import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { HareError } from '@hare/base';
import { backupLimits } from './backup-limits.js';

/** The bytes of an archive, read as often as needed and never all at once. */
export interface ArchiveSource {
  readonly sizeBytes: number;
  /** The bytes from `start` up to, without, `end`. */
  read(start: number, end: number): AsyncIterable<Buffer>;
}

const chunkBytes = 64 * 1024;

/** An archive that is in memory already. */
export function bufferSource(bytes: Buffer): ArchiveSource {
  return {
    sizeBytes: bytes.length,
    async *read(start, end) {
      for (let at = start; at < end; at += chunkBytes)
        yield await Promise.resolve(bytes.subarray(at, Math.min(end, at + chunkBytes)));
    },
  };
}

/**
 * An archive on the disk; undefined when there is none. Never a link, a device or a pipe. @throws
 * HareError `BACKUP_TARGET`, `BACKUP_TOO_LARGE`
 */
export async function fileSource(file: string): Promise<ArchiveSource | undefined> {
  const stats = await lstat(file).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new HareError('BACKUP_TARGET', `the backup cannot be read: ${message}`, {
      where: { file },
      hint: 'run as root, or correct its permissions',
      cause: error,
    });
  });
  if (stats === undefined) return undefined;
  if (!stats.isFile())
    throw new HareError(
      'BACKUP_TARGET',
      `this is ${stats.isSymbolicLink() ? 'a symbolic link' : 'not a file'}`,
      { where: { file }, hint: 'use the backup itself, a .tar.gz file' },
    );
  if (stats.size > backupLimits.archiveBytes)
    throw tooLarge(
      `the file has ${stats.size} bytes; the limit for a backup is ${backupLimits.archiveBytes}`,
      { file },
    );
  return { sizeBytes: stats.size, read: (start, end) => readRange(file, stats, start, end) };
}

async function* readRange(
  file: string,
  { dev, ino }: { readonly dev: number; readonly ino: number },
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  const handle = await open(
    file,
    constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
  ).catch((cause: unknown) => {
    throw new HareError('BACKUP_TARGET', `the backup cannot be read: ${(cause as Error).message}`, {
      where: { file },
      hint: 'run as root, or correct its permissions',
      cause,
    });
  });
  try {
    const now = await handle.stat();
    if (now.dev !== dev || now.ino !== ino)
      throw new HareError('BACKUP_TARGET', 'the backup was replaced while it was read', {
        where: { file },
        hint: 'wait until it is written, then retry; nothing was changed',
      });
    for (let at = start; at < end;) {
      const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, end - at));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

export function tooLarge(what: string, where: HareError['where']): HareError {
  return new HareError('BACKUP_TOO_LARGE', what, {
    where,
    hint: 'use a file that hare_setup backup wrote; nothing was changed',
  });
}
