import { access, constants, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Room } from './judge-space.js';

/**
 * How much space is free below a folder that may not exist yet; if unknown, the reason as text.
 */
export async function measureSpace(folder: string): Promise<Room | string> {
  try {
    const { bavail, bsize, files, ffree } = await statfs(folder);
    const writable = await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    );
    return { freeBytes: bavail * bsize, freeFiles: files === 0 ? undefined : ffree, writable };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const above = path.dirname(folder);
    return code === 'ENOENT' && above !== folder ? measureSpace(above) : message;
  }
}
