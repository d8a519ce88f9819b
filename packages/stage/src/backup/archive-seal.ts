import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { HareError } from '@hare/confstore/error';

/**
 * A backup is a `.tar.gz` that any tar reads, made of two gzip members. The first holds the tar; its header says what it is and has no other freedom.
 * The second holds nothing; its comment is the sha256 of the first. So every bit of the file is either checked or known beforehand.
 */
const header = gzipHeader('hare_setup backup 1');
const maxTarBytes = 1024 ** 3;

function gzipHeader(comment: string): Buffer {
  return Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 0xff]), Buffer.from(`${comment}\0`, 'latin1')]);
}

function trailer(sealed: Buffer): Buffer {
  const digest = createHash('sha256').update(sealed).digest('hex');
  // An empty deflate block, its CRC and its length.
  return Buffer.concat([gzipHeader(`hare_setup sha256 ${digest}`), Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0])]);
}

/** The bytes of a backup that holds this tar. */
export function sealTar(tar: Buffer): Buffer {
  const first = Buffer.concat([header, gzipSync(tar, { level: 6 }).subarray(10)]);
  return Buffer.concat([first, trailer(first)]);
}

/** Whether a file begins as a backup does, whole or not. */
export function looksLikeBackup(bytes: Uint8Array): boolean {
  return header.equals(bytes.subarray(0, header.length));
}

/**
 * The tar in a backup, if not a single bit of the backup was changed since it was made.
 * @throws HareError `BACKUP_FOREIGN` when it is something else, `BACKUP_DAMAGED`
 */
export function openSeal(bytes: Buffer, where: HareError['where']): Buffer {
  if (!looksLikeBackup(bytes)) throw new HareError('BACKUP_FOREIGN', bytes.length === 0 ? 'the backup is empty' : 'this is no backup of hare_setup', { where, hint: 'name what hare_setup backup --target wrote; nothing was changed' });
  const length = trailer(Buffer.alloc(0)).length;
  const first = bytes.subarray(0, Math.max(0, bytes.length - length));
  if (!trailer(first).equals(bytes.subarray(first.length))) throw damaged('its checksum does not agree: it was cut off or changed', where);
  try {
    return gunzipSync(first, { maxOutputLength: maxTarBytes });
  } catch (error) {
    throw damaged((error as Error).message, where, error);
  }
}

export function damaged(what: string, where: HareError['where'], cause?: unknown): HareError {
  return new HareError('BACKUP_DAMAGED', `the backup is damaged: ${what}`, { where, hint: 'take another backup; nothing was changed', cause });
}
