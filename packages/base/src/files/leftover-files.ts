import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

/**
 * What `writeFileAtomic` has not yet put in place: `.cluster.yaml.4711.0123456789ab.tmp`, with
 * process id, six letters of the machine and six by chance.
 */
const temporary = /^\.(?<base>.+)\.(?<pid>\d+)\.(?<machine>[0-9a-f]{6})[0-9a-f]{6}\.tmp$/;

/** Machines that share a folder: the process ids of one say nothing on the other. */
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

/** Where a file's new content waits for its renaming; `pid` is of its writer. */
export function temporaryOf(file: string, pid = process.pid): string {
  return path.join(
    path.dirname(file),
    `.${path.basename(file)}.${pid}.${machine}${randomBytes(3).toString('hex')}.tmp`,
  );
}

/**
 * Paths that this process is writing at the moment; others of its id are of an earlier process, as
 * in containers, where ids are the same every time.
 */
export const atWork = new Set<string>();

/**
 * Temporary files that killed writers of `file` left next to it, without those of running processes
 * and of other machines.
 */
export async function leftoversOf(file: string): Promise<readonly string[]> {
  return leftoversIn(path.dirname(file), (base) => base === path.basename(file));
}

/** The same for all files of a folder whose name is one of Hare's. */
export async function leftoversIn(
  folder: string,
  isOurs: (base: string) => boolean,
): Promise<readonly string[]> {
  return leftoverNames(folder, await readdir(folder).catch(() => []), isOurs).map((name) =>
    path.join(folder, name),
  );
}

/** Those of the names in a folder that writers who were killed left there. */
export function leftoverNames(
  folder: string,
  names: readonly string[],
  isOurs: (base: string) => boolean,
): readonly string[] {
  return names
    .filter((name) => {
      const found = temporary.exec(name)?.groups;
      return (
        found?.['base'] !== undefined &&
        isOurs(found['base']) &&
        found['machine'] === machine &&
        !isWritten(path.join(folder, name), Number(found['pid']))
      );
    })
    .sort();
}

function isWritten(file: string, pid: number): boolean {
  if (pid === process.pid) return atWork.has(file);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
