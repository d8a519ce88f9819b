import { readHolder } from '@hare/base';

/**
 * The stage that has the lock at the moment; the lock is not taken for that. A holder that is gone
 * has left its name only.
 */
export function stageAtWork(
  lockFile: string,
): { readonly stage: string; readonly pid: number; readonly since: string } | undefined {
  const holder = readHolder(lockFile);
  if (holder === undefined || !isAlive(holder.pid)) return undefined;
  return { stage: holder.owner, pid: holder.pid, since: holder.since };
}

/** Whether a process of this id lives. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
