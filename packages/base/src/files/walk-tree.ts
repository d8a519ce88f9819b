import { readlinkSync, type Stats } from 'node:fs';
import { lstat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { HeldFolder } from '../folder/held-folder.js';
import { ifFolder } from '../folder/open-path.js';
import { openRegularFile } from '../folder/open-regular-file.js';

interface Walked {
  /** The names on the way from the folder that was walked, as bytes, its own last. */
  readonly names: readonly Buffer[];
  /** The same as text. */
  readonly relative: string;
  readonly stats: Stats;
  /** A folder that was not entered, since it is of another file system or very deep. */
  readonly closed: boolean;
}

/** A file, folder, link or special file below a folder. */
export interface TreeEntry extends Walked {
  readonly path: string;
  /** The folder that was walked. */
  readonly top: string;
}

/**
 * Everything below a folder, what is in a folder before the folder itself, names in order. Symbolic
 * links are listed and never followed, other file systems are not entered; what disappears
 * meanwhile is left out. A folder that is not there, or a link in its place, has nothing in it.
 */
export function walkTree(folder: string): readonly TreeEntry[] {
  const top = openIfFolder(folder);
  if (top === undefined) return [];
  try {
    return [...walkFolder(top)].map((entry) => ({
      ...entry,
      path: path.join(folder, entry.relative),
      top: folder,
    }));
  } finally {
    top.close();
  }
}

const maxDepth = 32;

/** The same below an open folder, one by one: nothing stays open longer than needed. */
export function* walkFolder(
  folder: HeldFolder,
  above: readonly Buffer[] = [],
  mount: string = folder.mount,
): Generator<Walked> {
  for (const name of folder.names()) {
    const stats = folder.lstat(name);
    if (stats === undefined) continue;
    const names = [...above, name];
    const entry = { names, relative: names.map(String).join('/'), stats, closed: false };
    if (!stats.isDirectory()) yield entry;
    else if (names.length >= maxDepth) yield { ...entry, closed: true };
    else {
      // Left out if no longer a folder: it disappeared meanwhile.
      const child = ifFolder(() => folder.child(name), 'or changes');
      if (child === undefined) continue;
      try {
        if (child.mount === mount) yield* walkFolder(child, names, mount);
        yield { ...entry, closed: child.mount !== mount };
      } finally {
        child.close();
      }
    }
  }
}

/**
 * Opens for reading a regular file that was found by walking a tree, if it still is one and has no
 * other hard link; no link on its path is followed. @throws HareError `FILE_NOT_REGULAR`
 */
export async function openEntry({
  top,
  names,
  path: shown,
}: Pick<TreeEntry, 'top' | 'names' | 'path'>): Promise<FileHandle> {
  const handle = await HeldFolder.within(top, (held) =>
    held.holderOf(names)?.folder.closing(
      async (folder) =>
        (
          await openRegularFile(folder.at(names.at(-1) ?? ''), {
            follow: false,
            onlyName: true,
            shown,
          })
        ).handle,
    ),
  );
  if (handle === undefined) throw new Error(`${shown} no longer exists`);
  return handle;
}

/** Where a folder really is, links on the way to it resolved. */
export function realPathOf(folder: string): string {
  const held = openIfFolder(folder);
  if (held === undefined) return folder;
  try {
    return readlinkSync(`/proc/self/fd/${held.fd}`);
  } finally {
    held.close();
  }
}

/** What is at a path, links not followed; undefined when nothing is. */
export async function lstatIfThere(file: string): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function openIfFolder(folder: string): HeldFolder | undefined {
  return ifFolder(() => HeldFolder.open(folder));
}
