import { readFile } from 'node:fs/promises';

/** Who holds a lock: the content of a lock file. */
export interface Holder {
  readonly owner: string;
  readonly pid: number;
  readonly host: string;
  /**
   * When the process started, as `/proc/PID/stat` says it: tells a process from a later one with
   * the same number.
   */
  readonly started: string;
  /** When it took the lock. */
  readonly since: string;
  /** True when the process does nothing but hold the lock. */
  readonly detached?: boolean;
}

/** The holder that a lock file names; undefined when it says nothing readable. */
export async function readHolder(lockFile: string): Promise<Holder | undefined> {
  try {
    const found = JSON.parse(await readFile(lockFile, 'utf8')) as Partial<Holder> | null;
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

export function describeHolder(holder: Holder | undefined): string {
  return holder === undefined
    ? 'another process'
    : `${holder.owner} (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
}
