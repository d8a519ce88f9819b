import lockfile from 'proper-lockfile';
import { HareError } from '@hare/base';
import { lockedBy } from './locked-by.js';
import type { AcquireOptions, FileLock } from './file-lock.js';

/** How long a lock of a dead process stands: proper-lockfile renews that of a living one. */
const staleMs = 10_000;
const pauseMs = 50;

/**
 * The lock where there is no flock(1): a folder beside the lock file. It outlives a killed process
 * by ten seconds.
 */
export async function acquireProperLock(
  lockFile: string,
  options: AcquireOptions,
): Promise<FileLock> {
  try {
    const free = await lockfile.lock(lockFile, {
      realpath: false,
      stale: staleMs,
      lockfilePath: `${lockFile}.d`,
      retries: {
        retries: Math.ceil(options.waitMs / pauseMs),
        factor: 1,
        minTimeout: pauseMs,
        maxTimeout: pauseMs,
      },
    });
    const handOver = (): Promise<never> =>
      Promise.reject(
        new HareError('CONFSTORE_LOCK_FAILED', 'a lock that outlives its process needs flock(1)', {
          hint: 'install util-linux',
        }),
      );
    return { handOver, release: () => free() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
    throw lockedBy(`${lockFile}.d`, undefined);
  }
}
