import { mkdir, open, readFile, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { HareError } from '@hare/confstore/error';
import { lockDescriptor } from './lock-descriptor.js';

export interface StageLockOptions {
  readonly file: string;
  readonly stage: string;
  /** How long to wait for another stage; 0: not at all. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
  now(): Date;
  progress(text: string, until?: Date): void;
}

export interface StageLock {
  release(): Promise<void>;
}

interface Holder {
  readonly stage: string;
  readonly pid: number;
  readonly since: string;
}

const pollMs = 200;

/**
 * Takes the lock of all stages that change anything. The system frees it when this process ends, however it ends; the file stays, with its last holder inside.
 * @throws HareError `STAGE_LOCKED` with the stage, pid and time of the holder; `STAGE_LOCK_FAILED` when the file cannot be opened
 */
export async function takeStageLock(options: StageLockOptions): Promise<StageLock> {
  const { file, waitMs, signal, now } = options;
  const deadline = new Date(now().getTime() + waitMs);
  for (;;) {
    signal.throwIfAborted();
    const handle = await openLockFile(file);
    if ((await lockDescriptor(handle.fd)) && (await isStill(file, handle))) {
      await handle.truncate();
      await handle.write(`${JSON.stringify({ stage: options.stage, pid: process.pid, since: now().toISOString() } satisfies Holder)}\n`, 0);
      return {
        release: async () => {
          await handle.truncate();
          await handle.close();
        },
      };
    }
    const holder = await readHolder(file);
    await handle.close();
    if (now() >= deadline) throw lockedError(file, holder, waitMs);
    options.progress(`waiting for ${holder === undefined ? 'another stage' : `stage ${holder.stage}, pid ${holder.pid}`}`, deadline);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

async function openLockFile(file: string): Promise<FileHandle> {
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o755 });
    return await open(file, 'a+', 0o600);
  } catch (error) {
    throw new HareError('STAGE_LOCK_FAILED', `the lock of the stages cannot be taken: ${(error as Error).message}`, { where: { file }, hint: 'run as root, or below a folder of your own: --root DIR', cause: error });
  }
}

/** Whether the locked file is the one that others open now: somebody may have removed it in between. */
async function isStill(file: string, handle: FileHandle): Promise<boolean> {
  const [ours, theirs] = await Promise.all([handle.stat(), stat(file).catch(() => undefined)]);
  return theirs !== undefined && ours.ino === theirs.ino && ours.dev === theirs.dev;
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    // Its holder has not written its name yet, or has just gone.
    return undefined;
  }
}

function lockedError(file: string, holder: Holder | undefined, waitMs: number): HareError {
  const who = holder === undefined ? 'another stage' : `stage ${holder.stage}, pid ${holder.pid}, since ${holder.since}`;
  return new HareError('STAGE_LOCKED', `another stage is running: ${who}`, { where: { file }, hint: waitMs === 0 ? 'wait until it has ended, or let this one wait: --wait 5m' : `it did not end within ${Math.round(waitMs / 1000)} s; look at it: ps ${holder?.pid ?? '-ef'}` });
}
