import type { Stats } from 'node:fs';
import { lstat, open, stat, type FileHandle } from 'node:fs/promises';
import { assertRegular, ofOpening, openFlags, type RegularFileOptions } from './regular-file.js';

/**
 * Opens a regular file, never waiting: a pipe, a socket or a device in its place is not opened at
 * all, and one that comes there meanwhile is not read. System errors (`ENOENT`, `EACCES`) come as
 * they are.
 * @throws HareError `FILE_NOT_REGULAR`
 */
export async function openRegularFile(
  file: string | Buffer,
  options: RegularFileOptions = {},
): Promise<{ readonly handle: FileHandle; readonly stats: Stats }> {
  const { follow = true } = options;
  assertRegular(await (follow ? stat(file) : lstat(file)), file, options);
  const handle = await open(file, openFlags(options)).catch((error: unknown) => {
    throw ofOpening(error, file, options);
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
