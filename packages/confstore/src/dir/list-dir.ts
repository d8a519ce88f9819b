import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { HareError } from '@hare/base';
import { leftoverOf } from './dir-names.js';
import { findDirEntry, unreadable } from './dir-entry.js';

/** A file of the store with the names that lead to it. */
export interface DirFile {
  readonly path: readonly string[];
  readonly file: string;
}

/**
 * All regular files at and below an entry, sorted. Links inside the folder are followed; dangling
 * links, special files, and leftovers of editors and other programs are not keys.
 * @throws HareError `DIR_ESCAPE` for a link out or back above, `CONFSTORE_FILE_UNREADABLE`
 */
export async function listDir(root: string, names: readonly string[]): Promise<readonly DirFile[]> {
  const files: DirFile[] = [];
  await collect(root, names, [], files);
  return files;
}

async function collect(
  root: string,
  names: readonly string[],
  above: readonly string[],
  files: DirFile[],
): Promise<void> {
  const entry = await findDirEntry(root, names);
  if (entry.kind === 'file') files.push({ path: names, file: entry.file });
  if (entry.kind !== 'folder') return;
  if (above.includes(entry.file)) {
    throw new HareError('DIR_ESCAPE', 'a symbolic link leads back to a directory above it', {
      where: { file: path.join(root, ...names) },
      hint: 'remove the link',
    });
  }
  const found = await readdir(entry.file, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(entry.file, error);
  });
  found.sort((left, right) => (left.name < right.name ? -1 : 1));
  for (const each of found) {
    const below = [...names, each.name];
    if (leftoverOf(each.name) !== undefined) continue;
    if (each.isFile()) files.push({ path: below, file: path.join(entry.file, each.name) });
    else if (each.isDirectory() || each.isSymbolicLink())
      await collect(root, below, [...above, entry.file], files);
  }
}
