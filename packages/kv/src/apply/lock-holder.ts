import { readFile, readlink } from 'node:fs/promises';
import os from 'node:os';

/** The process that applies a configuration: the value of the lock's key. */
export interface LockHolder {
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  /** ISO 8601. */
  readonly since: string;
  /**
   * Distinguishes processes with equal numbers: the machine's boot, the name space of process ids,
   * the start of the process.
   */
  readonly mark: string;
}

export async function ownHolder(owner: string, now: Date): Promise<LockHolder> {
  return {
    owner,
    host: os.hostname(),
    pid: process.pid,
    since: now.toISOString(),
    mark: await markOf(process.pid),
  };
}

export function parseHolder(text: string): LockHolder | undefined {
  try {
    const value = JSON.parse(text) as Partial<LockHolder> | null;
    return typeof value?.owner === 'string' &&
      typeof value.pid === 'number' &&
      typeof value.mark === 'string'
      ? (value as LockHolder)
      : undefined;
  } catch {
    return undefined;
  }
}

/** True if the process ran on this machine and is gone; false also if this machine cannot know. */
export async function isGone(holder: LockHolder): Promise<boolean> {
  const [place] = splitMark(holder.mark);
  const [here] = splitMark(await markOf(process.pid));
  return place !== '' && place === here && (await markOf(holder.pid)) !== holder.mark;
}

/** `boot-id name-space/start`; the first part is empty if the system does not report it. */
async function markOf(pid: number): Promise<string> {
  const [boot, space, stat] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    readlink('/proc/self/ns/pid').catch(() => ''),
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
  ]);
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return boot === '' || space === '' ? `/${started}` : `${boot.trim()} ${space}/${started}`;
}

function splitMark(mark: string): readonly [place: string, started: string] {
  const slash = mark.lastIndexOf('/');
  return [mark.slice(0, slash), mark.slice(slash + 1)];
}
