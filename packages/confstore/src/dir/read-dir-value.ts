import { isUtf8 } from 'node:buffer';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { decodeDocument, checkSize } from '../store/check-document.js';
import { unreadable } from './dir-entry.js';

/** A regular file as text, byte for byte; undefined when it is gone or something else. */
export async function readDirValue(file: string, url: string): Promise<string | undefined> {
  const bytes = await readRegular(file, url);
  if (bytes === undefined) return undefined;
  if (!isUtf8(bytes)) decodeDocument(bytes, { file, url }, false);
  return bytes.toString('utf8');
}

async function readRegular(file: string, url: string): Promise<Buffer | undefined> {
  const handle = await open(
    file,
    constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
  ).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR', 'ENXIO'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return undefined;
    throw unreadable(file, error);
  });
  if (handle === undefined) return undefined;
  try {
    const found = await handle.stat();
    if (!found.isFile()) return undefined;
    checkSize(found.size, { file, url });
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
