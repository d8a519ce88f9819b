import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** In the environment of every `hctl bootstrap` that a stage starts: of which state folder the stage is. */
export const stateVariable = 'HARE_SETUP_STATE';

/**
 * Process ids of `hctl bootstrap` commands that a killed stage of this state folder left behind and that are still at work.
 * They lead a process group of their own, carry our variable and have `bootstrap` among their words; services that they started do not.
 */
export async function bootstrapsAtWork(stateDir: string, proc = '/proc'): Promise<readonly number[]> {
  const pids = (await readdir(proc)).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map(async (pid) => ((await isBootstrap(proc, pid, stateDir)) ? [pid] : [])));
  return found.flat().sort((a, b) => a - b);
}

async function isBootstrap(proc: string, pid: number, stateDir: string): Promise<boolean> {
  const [words, environment, status] = await Promise.all(['cmdline', 'environ', 'stat'].map((name) => readFile(path.join(proc, String(pid), name), 'utf8').catch(() => '')));
  if (!words?.split('\0').includes('bootstrap')) return false;
  if (!environment?.split('\0').includes(`${stateVariable}=${stateDir}`)) return false;
  // After the command's name, which may hold anything but ends with the last parenthesis: state, parent, process group.
  const [, , group] = status?.slice(status.lastIndexOf(')') + 2).split(' ') ?? [];
  return Number(group) === pid;
}
