import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { read } from 'node:fs';
import { openRegularFile } from '@hare/base';

/** A file's content in few bytes, and a stamp that shows whether it was written meanwhile. */
export interface FileDigest {
  /** sha256, hexadecimal: of the bytes alone. */
  readonly digest: string;
  /** The file's number and the time of its last change: only for two looks of one run. */
  readonly stamp: string;
}

const readInto = promisify(read);
const pieceBytes = 1024 * 1024;

/** What stands for a KV in a file with this digest. */
export const markOfFile = (digest: string): string => `file ${digest}`;

/**
 * The digest of a regular file's bytes, read in pieces. System errors (`ENOENT`, `EACCES`) come as
 * they are. @throws HareError `FILE_NOT_REGULAR`
 */
export async function digestFile(
  file: string,
  options?: { readonly follow: boolean },
): Promise<FileDigest> {
  const { handle, stats } = await openRegularFile(file, options);
  try {
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, Math.max(4096, stats.size + 1)));
    for (;;) {
      const { bytesRead } = await readInto(handle.fd, piece, 0, piece.length, null);
      if (bytesRead === 0) break;
      hash.update(piece.subarray(0, bytesRead));
    }
    const { ino, ctimeNs } = await handle.stat({ bigint: true });
    return { digest: hash.digest('hex'), stamp: `${ino} ${ctimeNs}` };
  } finally {
    await handle.close();
  }
}
