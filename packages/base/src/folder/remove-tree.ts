import { readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { HareError } from '../errors/error.js';
import { HeldFolder } from './held-folder.js';
import { ifFolder } from './open-path.js';
import { isNodeError, type EntryName } from './proc-descriptor.js';

/** As many folders are open at once; what is deeper is brought up first. */
const maxDepth = 32;
/** How often something that comes back, or is swapped all the time, is tried again. */
const maxTries = 1000;
/** After so many removals others of this process (signals, progress) get their turn. */
const turnEvery = 256;

/**
 * Removes an entry of an open folder; if it is a folder, with everything in it. Nothing outside is
 * touched, whatever is renamed meanwhile. An empty mount point stays. False if nothing had this
 * name.
 * @throws HareError `REMOVE_CROSSES_MOUNT` before anything is removed, when another file system is
 *   mounted below it; `REMOVE_FAILED`
 */
export async function removeTreeIn(parent: HeldFolder, name: EntryName): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    const stats = parent.lstat(name);
    if (stats === undefined) return tries > 1;
    if (stats.isDirectory()) {
      const folder = childIfFolder(parent, name);
      if (folder !== undefined) await folder.closing(emptyFolder);
    }
    if (removeOne(parent, name) !== 'again') return true;
    if (tries >= maxTries)
      throw removeFailed(parent.pathOf(name), 'another process keeps creating files there');
  }
}

/** Removes everything in a folder, not the folder itself. */
export async function emptyFolder(top: HeldFolder): Promise<void> {
  refuseMounts(top);
  const work = { top, removed: 0, raised: 0 };
  for (let tries = 1; top.names().length > 0; tries++) {
    if (tries > maxTries)
      throw removeFailed(top.path, 'another process keeps creating files there');
    await emptyOnce(top, 1, work);
  }
}

interface Work {
  readonly top: HeldFolder;
  removed: number;
  /** How many deep folders were brought up. */
  raised: number;
}

async function emptyOnce(folder: HeldFolder, depth: number, work: Work): Promise<void> {
  for (const name of folder.names()) {
    if (++work.removed % turnEvery === 0) await setImmediate();
    if (folder.lstat(name)?.isDirectory() === true) {
      if (depth >= maxDepth && raise(folder, name, work)) continue;
      const child = childIfFolder(folder, name);
      if (child !== undefined) {
        await child.closing(async () => {
          if (child.mount !== work.top.mount) throw crossesMount(child.path);
          await emptyOnce(child, depth + 1, work);
        });
      }
    }
    if (removeOne(folder, name) === 'busy')
      throw removeFailed(folder.pathOf(name), 'it is in use as a mount point');
  }
}

/**
 * Moves a deep folder up to the top, where it is handled later: neither descriptors nor the stack
 * limit the depth. False if the file system cannot do that.
 */
function raise(folder: HeldFolder, name: Buffer, work: Work): boolean {
  work.raised += 1;
  try {
    folder.rename(name, `.hare-removed.${process.pid}.${work.raised}`, work.top);
    return true;
  } catch {
    return false;
  }
}

/** `again`: it was replaced, or has new content. */
function removeOne(folder: HeldFolder, name: EntryName): 'gone' | 'again' | 'busy' {
  try {
    if (folder.lstat(name)?.isDirectory() === true) folder.removeEmpty(name);
    else folder.remove(name);
    return 'gone';
  } catch (error) {
    if (isNodeError(error, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EISDIR')) return 'again';
    // unlink of a folder that came meanwhile says EPERM on some file systems.
    if (isNodeError(error, 'EPERM') && folder.lstat(name)?.isDirectory() === true) return 'again';
    if (isNodeError(error, 'EBUSY')) return 'busy';
    throw removeFailed(folder.pathOf(name), (error as Error).message, error);
  }
}

function childIfFolder(folder: HeldFolder, name: EntryName): HeldFolder | undefined {
  try {
    return ifFolder(() => folder.child(name), 'or changes');
  } catch (error) {
    throw removeFailed(folder.pathOf(name), (error as Error).message, error);
  }
}

/** @throws HareError `REMOVE_CROSSES_MOUNT` when a file system is mounted below the folder */
function refuseMounts(top: HeldFolder): void {
  const real = readlinkSync(`/proc/self/fd/${top.fd}`);
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) =>
      (line.split(' ')[4] ?? '').replace(/\\([0-7]{3})/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 8)),
      ),
    );
  const inside = mounts.find((mount) => mount.startsWith(`${real}${path.sep}`));
  if (inside !== undefined) throw crossesMount(inside);
}

function crossesMount(file: string): HareError {
  return new HareError('REMOVE_CROSSES_MOUNT', 'another file system is mounted here', {
    where: { file },
    hint: `unmount it, then retry: umount ${file}`,
  });
}

/** The error of something that cannot be removed. */
export function removeFailed(file: string, what: string, cause?: unknown): HareError {
  return new HareError('REMOVE_FAILED', `cannot be removed: ${what}`, {
    where: { file },
    hint: 'check its permissions and which process uses it, then retry',
    cause,
  });
}
