import path from 'node:path';
import {
  HareError,
  isHareError,
  HeldFolder,
  acquireFileLock,
  readHolder,
  type FileLock,
  type Holder,
} from '@hare/base';
import { assertTrusted } from '../settings/trusted-file.js';

export interface StageLockOptions {
  readonly file: string;
  readonly stage: string;
  /** How long to wait for another stage; 0: not at all. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly progress: (text: string, until?: Date) => void;
}

export interface StageLock {
  release(): Promise<void>;
}

const pollMs = 200;

/**
 * Takes the lock of all stages that change anything. The system frees it when this process ends,
 * however it ends.
 * @throws HareError `STAGE_LOCKED` with the stage, pid and time of the holder; `STAGE_LOCK_FAILED`
 *   when the file cannot be opened
 */
export async function takeStageLock({
  file,
  stage,
  waitMs,
  signal,
  now,
  progress,
}: StageLockOptions): Promise<StageLock> {
  const deadline = new Date(now().getTime() + waitMs);
  for (;;) {
    const lock = await tryLock(file, stage);
    if (lock !== undefined) {
      if (!signal.aborted) return lock;
      await lock.release();
    }
    if (signal.aborted)
      throw new HareError(
        'STAGE_INTERRUPTED',
        'interrupted while waiting for the lock of the stages',
        { hint: 'run the stage again' },
      );
    const holder = readHolder(file);
    if (now() >= deadline) throw locked(file, holder, waitMs);
    progress(`waiting for ${describe(holder)}`, deadline);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** The lock, or undefined while another process has it. */
async function tryLock(file: string, stage: string): Promise<FileLock | undefined> {
  let folder: HeldFolder | undefined;
  try {
    folder = HeldFolder.make(path.dirname(file), { mode: 0o755, followLast: true });
    if (process.geteuid?.() === 0) assertLockTrusted(file);
    const held = folder;
    const lock = await acquireFileLock(path.join(held.way, path.basename(file)), {
      owner: stage,
      waitMs: 0,
    });
    return { ...lock, release: () => lock.release().finally(() => held.close()) };
  } catch (error) {
    folder?.close();
    if (isHareError(error) && error.code === 'CONFSTORE_LOCKED') return undefined;
    if (isHareError(error) && error.code === 'STATE_NOT_TRUSTED') throw error;
    throw new HareError(
      'STAGE_LOCK_FAILED',
      `the lock of the stages cannot be taken: ${(error as Error).message}`,
      {
        where: { file },
        hint: 'run as root, or use a directory of your own: --root DIR',
        cause: error,
      },
    );
  }
}

/**
 * The lock file goes with each holder: it may be gone when it is looked at, and then the folder
 * counts.
 */
function assertLockTrusted(file: string): void {
  try {
    assertTrusted(file, undefined, 'state');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    assertTrusted(path.dirname(file), undefined, 'state');
  }
}

function describe(holder: Holder | undefined): string {
  return holder === undefined
    ? 'another stage'
    : `stage ${holder.owner}, pid ${holder.pid}, since ${holder.since}`;
}

function locked(file: string, holder: Holder | undefined, waitMs: number): HareError {
  const hint =
    waitMs === 0
      ? 'wait until it ends, or let this stage wait: --wait 5m'
      : `it did not end within ${Math.round(waitMs / 1000)} s; check that process: ps -fp ` +
        `${holder?.pid ?? 'PID'}`;
  return new HareError('STAGE_LOCKED', `another stage is running: ${describe(holder)}`, {
    where: { file },
    hint,
  });
}
