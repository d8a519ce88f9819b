import { readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder, writeFileAtomic, HareError, isHareError } from '@hare/base';
import type { FlatChange } from '../backend.js';
import { isUnfinishedFile } from './dir-names.js';
import { findDirEntry, type DirEntry } from './dir-entry.js';
import { listDir } from './list-dir.js';
import { readDirValue } from './read-dir-value.js';

/**
 * Writes changes as files, each atomically; all of them are checked before the first is made.
 * @throws HareError `DIR_BLOCKED` where a file stands in the way of a folder or the reverse,
 *   `DIR_ESCAPE`, `FILE_WRITE_FAILED`
 */
export async function writeDir(
  root: string,
  url: string,
  changes: readonly FlatChange[],
): Promise<void> {
  const gone = new Set(
    changes
      .filter(({ text }) => text === undefined)
      .map(({ path: names }) => path.join(root, ...names)),
  );
  const planned: (FlatChange & { readonly entry: DirEntry })[] = [];
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const change of changes) {
    const entry = await findDirEntry(root, change.path);
    if (change.text !== undefined) {
      if (
        entry.kind === 'file' &&
        (await readDirValue(entry.file, url).catch(() => undefined)) === change.text
      )
        continue;
      await checkRoom(root, url, change.path, entry, gone);
      checkTogether(url, change.path, files, folders);
    }
    planned.push({ ...change, entry });
  }
  for (const { text, entry, path: names } of planned) {
    const file = entry.kind === 'blocked' ? path.join(root, ...names) : entry.file;
    try {
      if (text === undefined) await remove(entry);
      else {
        if (entry.kind === 'folder') await removeEmptyFolders(file);
        await writeFileAtomic(file, text, { tidy: false });
      }
    } catch (error) {
      throw isHareError(error)
        ? error
        : new HareError('FILE_WRITE_FAILED', `cannot write: ${(error as Error).message}`, {
            where: { file },
            hint: 'check the permissions of the folder: ls -ld',
            cause: error,
          });
    }
  }
}

async function checkRoom(
  root: string,
  url: string,
  names: readonly string[],
  entry: DirEntry,
  gone: ReadonlySet<string>,
): Promise<void> {
  if (entry.kind === 'dangling')
    throw blocked(
      url,
      names,
      `${entry.file} is a symbolic link that leads nowhere`,
      'remove the link',
    );
  if (entry.kind === 'special')
    throw blocked(url, names, `${entry.file} is no regular file`, 'take another key');
  if (entry.kind === 'blocked' && !gone.has(entry.file))
    throw blocked(
      url,
      names,
      `${entry.file} is a file, so no key can be below it`,
      'delete that key first, or take another name',
    );
  if (entry.kind !== 'folder') return;
  const [first] = (await listDir(root, names)).filter(({ file }) => !gone.has(file));
  if (first !== undefined)
    throw blocked(
      url,
      names,
      `it is a folder with keys below it: ${first.path.join('>')}`,
      'delete these with force first (--force), or take another name',
    );
}

/** Keys of one change may stand in each other's way too: `a` and `a>b`. */
function checkTogether(
  url: string,
  names: readonly string[],
  files: Set<string>,
  folders: Set<string>,
): void {
  const key = names.join('/');
  for (let at = 1; at < names.length; at += 1) {
    const above = names.slice(0, at).join('/');
    if (files.has(above))
      throw blocked(
        url,
        names,
        `${above} would be a file and a folder`,
        'leave one of the keys away',
      );
    folders.add(above);
  }
  if (folders.has(key))
    throw blocked(url, names, `${key} would be a file and a folder`, 'leave one of the keys away');
  files.add(key);
}

async function remove(entry: DirEntry): Promise<void> {
  if (entry.kind !== 'file') return;
  await rm(entry.file, { force: true });
  await syncFolder(path.dirname(entry.file));
}

async function removeEmptyFolders(folder: string): Promise<void> {
  for (const found of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, found.name);
    if (found.isDirectory()) await removeEmptyFolders(file);
    else if (isUnfinishedFile(found.name)) await rm(file, { force: true });
  }
  await rmdir(folder);
}

function blocked(url: string, names: readonly string[], why: string, hint: string): HareError {
  const key = names.join('>');
  return new HareError('DIR_BLOCKED', `cannot set ${key}: ${why}`, { where: { url, key }, hint });
}
