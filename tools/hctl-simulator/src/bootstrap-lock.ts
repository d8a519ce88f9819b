import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from './refusal.js';

/** Two bootstraps at once are refused; the lock of a killed one is void. @throws Refusal */
export function takeBootstrapLock(folder: string): () => void {
  const file = path.join(folder, 'bootstrap.lock');
  const holder = Number(existsSync(file) ? readFileSync(file, 'utf8') : 0);
  if (isAlive(holder)) throw new Refusal(`another hctl bootstrap (pid ${holder}) is running`);
  rmSync(file, { force: true });
  const lock = openSync(file, 'wx');
  writeSync(lock, String(process.pid));
  closeSync(lock);
  return () => rmSync(file, { force: true });
}

/**
 * A zombie is dead, though it has a pid until its parent, or process 1, asks for it. No process has
 * the number 0.
 */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !['Z', 'X'].includes(stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3));
  } catch {
    return false;
  }
}
