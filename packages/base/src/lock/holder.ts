import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { HareError } from '../errors/error.js';

/** The holder of a lock: the content of a lock file. */
export interface Holder {
  readonly owner: string;
  readonly pid: number;
  readonly host: string;
  /**
   * When the process started, from `/proc/PID/stat`; it distinguishes a process from a later one
   * with the same number.
   */
  readonly started: string;
  /** When it took the lock. */
  readonly since: string;
  /** True if the process only keeps the lock. */
  readonly detached?: boolean;
}

/** The holder that a lock file names; undefined when it says nothing readable. */
export function readHolder(lockFile: string): Holder | undefined {
  try {
    const found = JSON.parse(readFileSync(lockFile, 'utf8')) as Partial<Holder> | null;
    if (
      typeof found?.owner !== 'string' ||
      typeof found.pid !== 'number' ||
      typeof found.host !== 'string'
    )
      return undefined;
    return {
      owner: found.owner,
      pid: found.pid,
      host: found.host,
      started: found.started ?? '',
      since: found.since ?? '',
      detached: found.detached === true,
    };
  } catch {
    return undefined;
  }
}

/** This process, or another one of this machine, as the holder of a lock. */
export function ownHolder(owner: string, pid: number = process.pid): Holder {
  return {
    owner,
    pid,
    host: hostname(),
    started: startOf(pid),
    since: new Date().toISOString(),
  };
}

/** When a process started, in kernel ticks; empty without `/proc` or such a process. */
export function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** The error for a lock that another process has. */
export function lockedBy(lock: string, holder: Holder | undefined): HareError {
  const who =
    holder === undefined
      ? 'another process'
      : `${holder.owner} (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
  return new HareError('CONFSTORE_LOCKED', `locked by ${who}`, {
    where: { file: lock },
    hint: 'wait until that process ends, or stop it',
  });
}
