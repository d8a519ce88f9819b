import { once } from 'node:events';
import { constants } from 'node:fs';
import { open, stat, unlink, type FileHandle } from 'node:fs/promises';
import { HareError } from '../errors/error.js';
import { isNodeError } from '../folder/proc-descriptor.js';
import { assertRegular } from '../folder/regular-file.js';
import { programPath } from '../process/find-program.js';
import { fileWriteFailed } from '../errors/system-error.js';
import { acquireFolderLock } from './folder-lock.js';
import { lockedBy, ownHolder, readHolder, type Holder } from './holder.js';
import { inFolderOf } from './lock-file-of.js';

export interface FileLock {
  /** The open lock file; undefined where there is no flock(1). */
  readonly handle?: FileHandle | undefined;
  /** Names a process that has inherited the lock file as the holder, and leaves the lock to it. */
  handOver(pid: number): Promise<void>;
  release(): Promise<void>;
}

export interface AcquireOptions {
  readonly owner: string;
  /** How long to wait for the lock, ms. */
  readonly waitMs: number;
}

/**
 * Takes the lock of a lock file with flock(1), which locks the file we opened and exits: the lock
 * is then ours, and the system frees it when this process ends in whatever way. The file names the
 * holder, and is removed with the lock. Without flock(1) a folder is the lock.
 * @throws HareError `CONFSTORE_LOCKED` when another process has it, `CONFSTORE_LOCK_FAILED`
 */
export async function acquireFileLock(
  lockFile: string,
  options: AcquireOptions,
): Promise<FileLock> {
  const deadline = performance.now() + options.waitMs;
  for (;;) {
    const handle = await openLockFile(lockFile);
    try {
      const outcome = await flock(handle, Math.max(0, deadline - performance.now()));
      if (outcome === 'held') throw lockedBy(lockFile, readHolder(lockFile));
      if (outcome === 'no flock') {
        await handle.close();
        return await acquireFolderLock(lockFile, options);
      }
      if (await isStillThere(handle, lockFile)) {
        await name(handle, ownHolder(options.owner)).catch(async (error: unknown) => {
          await unlink(lockFile).catch(() => undefined);
          throw fileWriteFailed(lockFile, error);
        });
        return {
          handle,
          handOver: (pid) => handOver(handle, options.owner, pid),
          release: () => release(handle, lockFile),
        };
      }
      await handle.close();
    } catch (error) {
      await handle.close().catch(() => undefined);
      throw error;
    }
  }
}

async function name(handle: FileHandle, holder: Holder): Promise<void> {
  await handle.truncate();
  await handle.write(JSON.stringify(holder), 0);
}

async function handOver(handle: FileHandle, owner: string, pid: number): Promise<void> {
  await name(handle, { ...ownHolder(owner, pid), detached: true });
  await handle.close();
}

async function release(handle: FileHandle, lockFile: string): Promise<void> {
  try {
    // Inspected and removed in one open folder: the path may lead elsewhere by now.
    await inFolderOf(lockFile, async (place) => {
      if (await isStillThere(handle, place)) await unlink(place);
    });
  } finally {
    await handle.close();
  }
}

async function openLockFile(lockFile: string): Promise<FileHandle> {
  try {
    const handle = await open(
      lockFile,
      constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK,
      0o644,
    );
    try {
      assertRegular(await handle.stat(), lockFile, { onlyName: true });
      return handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    const why = isNodeError(error, 'EACCES') ? 'permission denied' : (error as Error).message;
    throw new HareError('CONFSTORE_LOCK_FAILED', `cannot create the lock file: ${why}`, {
      where: { file: lockFile },
      hint: 'allow this user to write to the directory of the file',
      cause: error,
    });
  }
}

/** A lock file that was removed while we waited for it is not the lock any more. */
async function isStillThere(handle: FileHandle, lockFile: string): Promise<boolean> {
  const [mine, now] = await Promise.all([handle.stat(), stat(lockFile).catch(() => undefined)]);
  return now !== undefined && now.ino === mine.ino && now.dev === mine.dev;
}

async function flock(handle: FileHandle, waitMs: number): Promise<'ours' | 'held' | 'no flock'> {
  const patience = waitMs === 0 ? ['-n'] : ['-w', (waitMs / 1000).toFixed(3)];
  const { spawn } = await import('node:child_process');
  const child = spawn(programPath('flock'), ['-x', ...patience, '3'], {
    cwd: '/',
    stdio: ['ignore', 'ignore', 'ignore', handle.fd],
  });
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code === 0) return 'ours';
    if (code === 1) return 'held';
  } catch (error) {
    if (isNodeError(error, 'ENOENT')) return 'no flock';
    throw error;
  }
  return 'no flock';
}
