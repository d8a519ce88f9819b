import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

/** A file, folder, link or special file below a folder. */
export interface TreeEntry {
  readonly path: string;
  /** Below the folder that was walked. */
  readonly relative: string;
  readonly stats: Stats;
  /** A folder of another file system: what is in it is not listed. */
  readonly mountPoint: boolean;
}

/**
 * Everything below a folder, what is in a folder before the folder itself, names in order. Symbolic links are listed and never followed,
 * other file systems are not entered; what goes away meanwhile is left out. A folder that is not there, or a link in its place, has nothing in it.
 */
export async function* walkTree(folder: string): AsyncGenerator<TreeEntry> {
  const top = await lstatIfThere(folder);
  if (top?.isDirectory() === true) yield* walk(folder, '', top.dev);
}

async function* walk(folder: string, below: string, device: number): AsyncGenerator<TreeEntry> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.sort()) {
    const file = path.join(folder, name);
    const relative = path.join(below, name);
    const stats = await lstatIfThere(file);
    if (stats === undefined) continue;
    const mountPoint = stats.isDirectory() && stats.dev !== device;
    if (stats.isDirectory() && !mountPoint) yield* walk(file, relative, device);
    yield { path: file, relative, stats, mountPoint };
  }
}

/** What stands at a path, links not followed; undefined when nothing does. */
export async function lstatIfThere(file: string): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
