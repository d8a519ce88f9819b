import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { ConfLock } from '../conf-store.js';
import {
  acquireFileLock,
  HareError,
  inFolderOf,
  lockFileOf,
  programPath,
  readHolder,
  startOf,
  type FileLock,
  type Holder,
} from '@hare/base';
import type { Locks } from './document-locks.js';

interface Held {
  readonly owner: string;
  readonly lock: FileLock;
  readonly timer: NodeJS.Timeout | undefined;
}

/** The locks of this process, by lock file. */
const held = new Map<string, Held>();

/** The named locks of a file or folder: a lock file `.NAME.DOMAIN.lock` for each domain. */
export function fileLocks(file: string): Locks {
  return {
    async lock(domain, owner, options): Promise<ConfLock> {
      const lockFile = await lockFileOf(file, domain);
      if (held.get(lockFile)?.owner === owner) await release(lockFile);
      else if (!(await isFree(lockFile)) && readHolder(lockFile)?.owner === owner)
        await takeAway(lockFile);
      const { durationMs, waitMs = 0 } = options;
      if (options.detached === true)
        return { domain, owner, release: await lockDetached(lockFile, owner, waitMs, durationMs) };
      const lock = await acquireFileLock(lockFile, { owner, waitMs });
      const end = (): void => void releaseIf(lockFile, lock);
      const timer = durationMs === undefined ? undefined : setTimeout(end, durationMs).unref();
      held.set(lockFile, { owner, lock, timer });
      if (durationMs === 0) await release(lockFile);
      return { domain, owner, release: () => releaseIf(lockFile, lock) };
    },
    async unlock(domain, owner, options): Promise<boolean> {
      const lockFile = await lockFileOf(file, domain);
      const force = options.force ?? false;
      const mine = held.get(lockFile);
      if (mine !== undefined && !force && mine.owner !== owner) return false;
      if (mine !== undefined) await release(lockFile);
      else if (await isFree(lockFile)) return force;
      else if (!force && readHolder(lockFile)?.owner !== owner) return false;
      else await takeAway(lockFile);
      return true;
    },
    async testLock(domain, owner): Promise<boolean> {
      const lockFile = await lockFileOf(file, domain);
      return (
        held.get(lockFile)?.owner === owner ||
        (await isFree(lockFile)) ||
        readHolder(lockFile)?.owner === owner
      );
    },
  };
}

/** Keeps the lock in a separate process, which sleeps until the lock ends. */
async function lockDetached(
  lockFile: string,
  owner: string,
  waitMs: number,
  durationMs: number | undefined,
): Promise<() => Promise<void>> {
  const refuse = (need: string, hint: string): HareError => {
    const what = `a lock that outlives its process needs ${need}`;
    return new HareError('CONFSTORE_LOCK_FAILED', what, { hint });
  };
  if (durationMs === undefined) throw refuse('a duration', 'set durationMs');
  const lock = await acquireFileLock(lockFile, { owner, waitMs });
  if (lock.handle === undefined) throw refuse('flock(1)', 'install util-linux');
  const child = spawn(programPath('sleep'), [(durationMs / 1000).toFixed(3)], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', lock.handle.fd],
  });
  await once(child, 'spawn');
  child.unref();
  await lock.handOver(child.pid ?? 0);
  return async () => {
    if (readHolder(lockFile)?.pid === child.pid) await takeAway(lockFile);
  };
}

async function release(lockFile: string): Promise<void> {
  const mine = held.get(lockFile);
  held.delete(lockFile);
  clearTimeout(mine?.timer);
  await mine?.lock.release();
}

/** Releases a lock unless another one has taken its place since. */
async function releaseIf(lockFile: string, lock: FileLock): Promise<void> {
  if (held.get(lockFile)?.lock === lock) await release(lockFile);
}

async function isFree(lockFile: string): Promise<boolean> {
  if (held.has(lockFile)) return false;
  try {
    await (await acquireFileLock(lockFile, { owner: 'test', waitMs: 0 })).release();
    return true;
  } catch (error) {
    if (error instanceof HareError && error.code === 'CONFSTORE_LOCKED') return false;
    throw error;
  }
}

/** Takes the lock away: its file goes, so the next one locks a new one; a sleeper ends. */
async function takeAway(lockFile: string): Promise<void> {
  const holder = await inFolderOf(lockFile, async (place) => {
    const found = readHolder(place);
    await rm(place, { force: true });
    return found;
  });
  if (holder?.detached === true && isAlive(holder)) process.kill(holder.pid, 'SIGTERM');
}

function isAlive(holder: Holder): boolean {
  const { host, started, pid } = holder;
  return host === hostname() && started !== '' && startOf(pid) === started;
}
