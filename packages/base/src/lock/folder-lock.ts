import { mkdir, rmdir, stat, utimes } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { HareError } from '../errors/error.js';
import { isNodeError } from '../folder/proc-descriptor.js';
import { lockedBy } from './holder.js';
import type { AcquireOptions, FileLock } from './file-lock.js';

/** How long the lock of a dead process remains; a running one renews its folder more often. */
const staleMs = 10_000;
const pauseMs = 50;

/**
 * The lock where there is no flock(1): a folder next to the lock file, which only one process can
 * create. It outlives a killed process by ten seconds.
 * @throws HareError `CONFSTORE_LOCKED` when another process has it
 */
export async function acquireFolderLock(
  lockFile: string,
  { waitMs }: Pick<AcquireOptions, 'waitMs'>,
): Promise<FileLock> {
  const folder = `${lockFile}.d`;
  const deadline = performance.now() + waitMs;
  while (!(await makeFolder(folder))) {
    if (await isStale(folder)) await removeFolder(folder);
    else if (performance.now() >= deadline) throw lockedBy(folder, undefined);
    else await delay(pauseMs);
  }
  const renewal = setInterval(() => {
    const now = new Date();
    utimes(folder, now, now).catch(() => undefined);
  }, staleMs / 4).unref();
  return {
    handOver: () =>
      Promise.reject(
        new HareError(
          'CONFSTORE_LOCK_FAILED',
          'flock(1) is not installed; it is needed for a lock that outlives its process',
          {
            hint: 'install util-linux',
          },
        ),
      ),
    release: async () => {
      clearInterval(renewal);
      await removeFolder(folder);
    },
  };
}

async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (isNodeError(error, 'EEXIST')) return false;
    throw error;
  }
}

async function isStale(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > staleMs;
}

/** Another process may have removed it as stale. */
async function removeFolder(folder: string): Promise<void> {
  await rmdir(folder).catch((error: unknown) => {
    if (!isNodeError(error, 'ENOENT')) throw error;
  });
}
