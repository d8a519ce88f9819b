import type { Stats } from 'node:fs';
import { isHareError } from '../errors/error.js';
import type { HeldFolder } from './held-folder.js';

/** A file, folder, link or special file below a folder. */
export interface FolderEntry {
  /** The folder that it is in, held while the entry is looked at. */
  readonly folder: HeldFolder;
  readonly name: Buffer;
  /** The names on the way to it below the folder that was walked, its own last. */
  readonly names: readonly Buffer[];
  /** The same as text. */
  readonly relative: string;
  readonly stats: Stats;
  /** A folder that was not entered: another file system, or too deep. */
  readonly closed?: 'mount' | 'depth';
}

const maxDepth = 32;

/**
 * Everything below a held folder, what is in a folder before the folder itself, names in order.
 * Links are listed and never followed, other file systems are not entered; what goes away meanwhile
 * is left out.
 */
export function* walkFolder(top: HeldFolder): Generator<FolderEntry> {
  yield* walk(top, [], top.mount);
}

function* walk(
  folder: HeldFolder,
  above: readonly Buffer[],
  mount: string,
): Generator<FolderEntry> {
  for (const name of folder.names()) {
    const stats = folder.lstat(name);
    if (stats === undefined) continue;
    const names = [...above, name];
    const entry = { folder, name, names, relative: names.map(String).join('/'), stats };
    if (!stats.isDirectory()) yield entry;
    else if (names.length >= maxDepth) yield { ...entry, closed: 'depth' };
    else {
      const child = childIfFolder(folder, name);
      if (child === undefined) continue;
      try {
        if (child.mount === mount) yield* walk(child, names, mount);
        yield child.mount === mount ? entry : { ...entry, closed: 'mount' };
      } finally {
        child.close();
      }
    }
  }
}

/** What is no folder any more is left out: it went away meanwhile. */
function childIfFolder(folder: HeldFolder, name: Buffer): HeldFolder | undefined {
  try {
    return folder.child(name);
  } catch (error) {
    if (isHareError(error)) return undefined;
    throw error;
  }
}
