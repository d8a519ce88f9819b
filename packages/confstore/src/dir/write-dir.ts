import { readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder, writeFileAtomic, HareError, isHareError } from '@hare/base';
import type { FlatChange } from '../backend.js';
import { isUnfinishedFile } from './dir-names.js';
import { findDirEntry, type DirEntry } from './dir-entry.js';
import { listDir } from './list-dir.js';
import { readDirValue } from './read-dir-value.js';

/** Writes files atomically; all are checked before the first. @throws HareError `DIR_BLOCKED` */
export async function writeDir(
  root: string,
  url: string,
  changes: readonly FlatChange[],
): Promise<void> {
  const room = new DirRoom(root, url, changes);
  const planned: (FlatChange & { readonly entry: DirEntry })[] = [];
  for (const change of changes) {
    const entry = await findDirEntry(root, change.path);
    if (change.text !== undefined) {
      const isFile = entry.kind === 'file';
      const text = isFile ? await readDirValue(entry.file, url).catch(() => undefined) : undefined;
      if (text === change.text) continue;
      await room.check(change.path, entry);
    }
    planned.push({ ...change, entry });
  }
  for (const { text, entry, path: names } of planned) {
    const file = entry.kind === 'blocked' ? path.join(root, ...names) : entry.file;
    try {
      if (text === undefined) await remove(entry);
      else {
        if (entry.kind === 'folder') await removeEmptyFolders(file);
        await writeFileAtomic(file, text, { tidy: false, keepsAttributes: true });
      }
    } catch (error) {
      if (isHareError(error)) throw error;
      const what = `cannot write: ${(error as Error).message}`;
      const hint = 'check the permissions of the directory: ls -ld';
      throw new HareError('FILE_WRITE_FAILED', what, { where: { file }, hint, cause: error });
    }
  }
}

/** Finds what is in the way of keys: existing entries, and each other. */
class DirRoom {
  readonly #gone: ReadonlySet<string>;
  readonly #files = new Set<string>();
  readonly #folders = new Set<string>();

  constructor(
    private readonly root: string,
    private readonly url: string,
    changes: readonly FlatChange[],
  ) {
    const removed = changes.filter(({ text }) => text === undefined);
    this.#gone = new Set(removed.map(({ path: names }) => path.join(root, ...names)));
  }

  async check(names: readonly string[], { kind, file }: DirEntry): Promise<void> {
    const link = `${file} is a broken symbolic link`;
    if (kind === 'dangling') throw this.#blocked(names, link, 'remove the link');
    if (kind === 'special')
      throw this.#blocked(names, `${file} is not a regular file`, 'use another key');
    if (kind === 'blocked' && !this.#gone.has(file)) {
      const hint = 'delete that key first, or use another name';
      throw this.#blocked(names, `${file} is a file, so no key can be below it`, hint);
    }
    if (kind === 'folder') {
      const inside = await listDir(this.root, names);
      const first = inside.find((each) => !this.#gone.has(each.file));
      if (first !== undefined) {
        const why = `it is a directory with keys below it: ${first.path.join('>')}`;
        const hint = 'delete these first (--force), or use another name';
        throw this.#blocked(names, why, hint);
      }
    }
    this.#checkTogether(names);
  }

  /** Keys of one change may also be in each other's way: `a` and `a>b`. */
  #checkTogether(names: readonly string[]): void {
    const key = names.join('/');
    const above = names.slice(1).map((_, at) => names.slice(0, at + 1).join('/'));
    const both = above.find((each) => this.#files.has(each));
    const blocked = both ?? (this.#folders.has(key) ? key : undefined);
    if (blocked !== undefined) {
      const why = `${blocked} would be both a file and a directory`;
      throw this.#blocked(names, why, 'omit one of the keys');
    }
    for (const each of above) this.#folders.add(each);
    this.#files.add(key);
  }

  #blocked(names: readonly string[], why: string, hint: string): HareError {
    const key = names.join('>');
    const where = { url: this.url, key };
    return new HareError('DIR_BLOCKED', `cannot set ${key}: ${why}`, { where, hint });
  }
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
