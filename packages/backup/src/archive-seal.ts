import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, gzipSync } from 'node:zlib';
import { HareError } from '@hare/base';
import { tooLarge, type ArchiveSource } from './archive-source.js';
import { backupLimits } from './backup-limits.js';

/**
 * A backup is a `.tar.gz` that any tar reads, made of two gzip members. The first contains the tar;
 * its header identifies it and has no other variable parts. The second is empty; its comment is the
 * sha256 of the first. So every bit of the file is either checked or known in advance.
 */
const header = gzipHeader('hare_setup backup 1');

function gzipHeader(comment: string): Buffer {
  return Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 0xff]),
    Buffer.from(`${comment}\0`, 'latin1'),
  ]);
}

function trailerOf(sha256: string): Buffer {
  // An empty deflate block, its CRC and its length.
  return Buffer.concat([
    gzipHeader(`hare_setup sha256 ${sha256}`),
    Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  ]);
}

const trailerBytes = trailerOf('0'.repeat(64)).length;

/** The bytes of a backup with this tar in it. */
export function sealTar(tar: Buffer): Buffer {
  const first = Buffer.concat([header, gzipSync(tar, { level: 6 }).subarray(10)]);
  return Buffer.concat([first, trailerOf(createHash('sha256').update(first).digest('hex'))]);
}

/** Whether a file begins as a backup does, whole or not. */
export function looksLikeBackup(bytes: Uint8Array): boolean {
  return header.equals(bytes.subarray(0, header.length));
}

/** An archive whose seal is right. */
export interface SealedArchive {
  /** The sha256 in the seal; it identifies the whole archive. */
  readonly sha256: string;
  /**
   * The tar in it, as often as needed; limited in size and in how much larger it is than the
   * archive.
   */
  tar(): AsyncIterable<Buffer>;
}

/**
 * Compares every bit of an archive with its seal.
 * @throws HareError `BACKUP_FOREIGN` when it is something else, `BACKUP_DAMAGED`
 */
export async function openSeal(
  source: ArchiveSource,
  where: HareError['where'],
): Promise<SealedArchive> {
  if (!looksLikeBackup(await collect(source.read(0, Math.min(header.length, source.sizeBytes))))) {
    throw new HareError(
      'BACKUP_FOREIGN',
      source.sizeBytes === 0 ? 'the backup is empty' : 'this is not a backup of hare_setup',
      { where, hint: 'use a file that hare_setup backup wrote; nothing was changed' },
    );
  }
  const end = Math.max(0, source.sizeBytes - trailerBytes);
  const hash = createHash('sha256');
  for await (const chunk of source.read(0, end)) hash.update(chunk);
  const sha256 = hash.digest('hex');
  if (!trailerOf(sha256).equals(await collect(source.read(end, source.sizeBytes))))
    throw damaged('its checksum does not match: the file is truncated or changed', where);
  return { sha256, tar: () => inflate(source, end, where) };
}

async function* inflate(
  source: ArchiveSource,
  end: number,
  where: HareError['where'],
): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  const packed = Readable.from(source.read(0, end), { objectMode: false });
  const failure = pipeline(packed, gunzip).then(
    () => undefined,
    (error: unknown) => error,
  );
  const allowed = Math.min(
    backupLimits.totalBytes,
    backupLimits.freeBytes + end * backupLimits.ratio,
  );
  let bytes = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > allowed)
        throw tooLarge(
          `the backup unpacks to more than ${allowed} bytes, the limit for a backup`,
          where,
        );
      yield chunk;
    }
  } catch (error) {
    throw error instanceof HareError ? error : damaged((error as Error).message, where, error);
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
  const cause = await failure;
  if (cause !== undefined)
    throw cause instanceof HareError ? cause : damaged((cause as Error).message, where, cause);
  if (gunzip.bytesWritten !== end) throw damaged('it has data after its end', where);
}

async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

export function damaged(what: string, where: HareError['where'], cause?: unknown): HareError {
  return new HareError('BACKUP_DAMAGED', `the backup is damaged: ${what}`, {
    where,
    hint: 'use another backup; nothing was changed',
    cause,
  });
}
