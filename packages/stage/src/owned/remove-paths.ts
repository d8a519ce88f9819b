import { rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { HareError } from '@hare/confstore/error';
import { lstatIfThere, walkTree } from './walk-tree.js';

/** Removes files and links; links are removed themselves, never what they point to. What is gone already is fine. */
export async function removeFiles(files: readonly string[]): Promise<void> {
  for (const file of files) await unlink(file).catch((error: unknown) => ignoreGone(error, file));
}

/** Removes folders that are empty, and then those above them that became empty, up to but without `top`. */
export async function removeEmptyFolders(folders: Iterable<string>, top: string): Promise<void> {
  for (const folder of [...new Set(folders)].sort((a, b) => b.length - a.length)) {
    for (let each = folder; each.startsWith(`${top}${path.sep}`); each = path.dirname(each)) {
      if (!(await rmdir(each).then(() => true, () => false))) break;
    }
  }
}

/**
 * Removes a folder with everything in it, without following a link; a link in its place is removed itself.
 * @throws HareError `REMOVE_CROSSES_MOUNT` before anything is removed, when another file system is mounted below it; `REMOVE_FAILED`
 */
export async function removeTree(folder: string): Promise<void> {
  const top = await lstatIfThere(folder);
  if (top === undefined) return;
  if (!top.isDirectory()) return removeFiles([folder]);
  for await (const entry of walkTree(folder)) {
    if (entry.mountPoint) throw new HareError('REMOVE_CROSSES_MOUNT', 'another file system is mounted here', { where: { file: entry.path }, hint: `unmount it, then run again: umount ${entry.path}` });
  }
  for await (const { path: file, stats } of walkTree(folder)) await (stats.isDirectory() ? rmdir(file) : unlink(file)).catch((error: unknown) => ignoreGone(error, file));
  // A mount point itself stays, empty.
  await rmdir(folder).catch((error: unknown) => ((error as NodeJS.ErrnoException).code === 'EBUSY' ? undefined : ignoreGone(error, folder)));
}

function ignoreGone(error: unknown, file: string): void {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return;
  throw new HareError('REMOVE_FAILED', `cannot be removed: ${message}`, { where: { file }, hint: 'look at its permissions and what uses it, then run again', cause: error });
}
