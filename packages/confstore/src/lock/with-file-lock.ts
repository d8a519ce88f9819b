import { acquireFileLock, lockFileOf } from '@hare/base';

/** How long a change waits for others that change the same file. */
const patienceMs = 60_000;

/** Runs `work` under a file's lock. @throws HareError `CONFSTORE_LOCKED` */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = await acquireFileLock(await lockFileOf(file), {
    owner: 'update',
    waitMs: patienceMs,
  });
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
