import { lstat } from 'node:fs/promises';
import { isHareError } from '../errors/error.js';
import { parseStoreUrl } from '../url/store-url.js';
import { acquireFileLock } from './file-lock.js';
import { lockFileOf } from './lock-file-of.js';

/**
 * Removes the lock file that a killed writer left next to the file or folder of a store: it no
 * longer locks anything, and the next writer would remove it. A lock in use stays, and so does one
 * that this process may not remove. Does nothing for stores that are not files, and for text that
 * is not a URL.
 */
export async function removeDeadLock(url: string): Promise<void> {
  try {
    const { scheme, path } = parseStoreUrl(url);
    if (scheme === 'consul' || scheme === 'dict' || !(await exists(path))) return;
    const lockFile = await lockFileOf(path);
    if (await exists(lockFile))
      await (await acquireFileLock(lockFile, { owner: 'cleanup', waitMs: 0 })).release();
  } catch (error) {
    // Whoever uses the store says what is wrong with it.
    if (!isHareError(error)) throw error;
  }
}

function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}
