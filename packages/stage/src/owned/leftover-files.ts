import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** How `writeFileAtomic` names what it has not yet put in place: `.cluster.yaml.4711.0123456789ab.tmp`. */
const temporary = /^\.(?<base>.+)\.(?<pid>\d+)\.[0-9a-f]{12}\.tmp$/;

/** Unfinished files that writers of `file` left beside it when they were killed. Those of living processes are not among them. */
export async function leftoversOf(file: string): Promise<readonly string[]> {
  return leftoversIn(path.dirname(file), (base) => base === path.basename(file));
}

/** The same for all files of a folder whose name is one of Hare's. */
export async function leftoversIn(folder: string, isOurs: (base: string) => boolean): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => {
      const { base, pid } = temporary.exec(name)?.groups ?? {};
      return base !== undefined && isOurs(base) && !isAlive(Number(pid));
    })
    .sort()
    .map((name) => path.join(folder, name));
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
