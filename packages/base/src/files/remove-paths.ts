import path from 'node:path';
import { HeldFolder } from '../folder/held-folder.js';
import { ifFolder } from '../folder/open-path.js';
import { isNodeError, type EntryName } from '../folder/proc-descriptor.js';
import { removeFailed, removeTreeIn } from '../folder/remove-tree.js';

/** Removes files and links, never what links point to; what is gone already is fine. */
export async function removeFiles(files: readonly string[]): Promise<void> {
  for (const file of files)
    await HeldFolder.holding(file, (folder) => removeOne(folder, path.basename(file)));
}

/** The same for what is below a folder: no link on the way to it is followed. */
export async function removeBelow(
  top: string,
  ways: Iterable<readonly EntryName[]>,
): Promise<void> {
  await HeldFolder.within(top, (held) => {
    for (const way of ways) whereItIs(held, way, removeOne);
  });
}

/** Removes empty folders below a folder, then those above them; not the folder itself. */
export async function removeEmptyFolders(
  top: string,
  ways: Iterable<readonly EntryName[]>,
): Promise<void> {
  await HeldFolder.within(top, (held) => {
    for (const way of [...ways].sort((a, b) => b.length - a.length)) {
      for (let each = way; each.length > 0; each = each.slice(0, -1))
        if (!whereItIs(held, each, removeIfEmpty)) break;
    }
  });
}

/**
 * Removes a folder with everything in it, without following a link; a link in its place is removed
 * itself.
 * @throws HareError `REMOVE_CROSSES_MOUNT` before anything is removed, when another file system is
 *   mounted below it; `REMOVE_FAILED`
 */
export async function removeTree(folder: string): Promise<void> {
  await HeldFolder.holding(folder, (parent) => removeTreeIn(parent, path.basename(folder)));
}

/** The names of a path below a folder: `sysconfig/host/m0d-0x72…`. */
export function namesOf(relative: string): readonly string[] {
  return relative.split(path.sep).filter((name) => name !== '' && name !== '.');
}

/** False when there is no such place: a part of the path is gone, or is no longer a folder. */
function whereItIs(
  top: HeldFolder,
  way: readonly EntryName[],
  work: (folder: HeldFolder, name: EntryName) => boolean,
): boolean {
  const found = ifFolder(() => top.holderOf(way));
  if (found === undefined) return false;
  try {
    return work(found.folder, found.name);
  } finally {
    found.folder.close();
  }
}

function removeOne(folder: HeldFolder, name: EntryName): boolean {
  try {
    return folder.remove(name);
  } catch (error) {
    throw removeFailed(folder.pathOf(name), (error as Error).message, error);
  }
}

function removeIfEmpty(folder: HeldFolder, name: EntryName): boolean {
  try {
    return folder.removeEmpty(name);
  } catch (error) {
    if (isNodeError(error, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EBUSY', 'EACCES', 'EPERM', 'EROFS'))
      return false;
    throw error;
  }
}
