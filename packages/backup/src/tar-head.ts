import { Header, Pax } from 'tar';

const block = 512;

/**
 * What stands before a regular file's bytes in a tar; names that are too long or not ASCII get an
 * extended header before.
 */
export function tarHead(
  path: string,
  { size, mode, mtime }: { readonly size: number; readonly mode: number; readonly mtime: Date },
): Buffer {
  const head = Buffer.alloc(block);
  const extended = new Header({ path, mode, uid: 0, gid: 0, size, type: 'File', mtime }).encode(
    head,
    0,
  )
    ? new Pax({ path }).encode()
    : Buffer.alloc(0);
  return Buffer.concat([extended, head]);
}

/** What fills up a tar after a file of so many bytes. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block);
}

/** What ends a tar. */
export const tarEnd: Buffer = Buffer.alloc(2 * block);
