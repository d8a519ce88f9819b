import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { Holder } from './holder.js';

/** This process, or another one of this machine, as the holder of a lock. */
export async function ownHolder(owner: string, pid: number = process.pid): Promise<Holder> {
  return {
    owner,
    pid,
    host: hostname(),
    started: await startOf(pid),
    since: new Date().toISOString(),
  };
}

/**
 * When a process started, in the kernel's ticks; empty where `/proc` does not tell, or when there
 * is no such process.
 */
export async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
