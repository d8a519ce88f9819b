import { chmod, chown, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileWriteFailed } from './file-write-failed.js';
import { atWork, leftoversOf, temporaryOf } from './leftover-files.js';
import { makeFolders, syncFolder } from './make-folders.js';
import { utf8Pieces } from './utf8-pieces.js';

export { leftoversIn, leftoversOf, temporaryOf } from './leftover-files.js';
export { makeFolders, makeFoldersSync, syncFolder } from './make-folders.js';

export interface AtomicWriteOptions {
  /** Mode of a new file, under any umask; default: what the umask leaves of 0o666, as for every file that a program makes. An existing file keeps its own. */
  readonly mode?: number;
  /** Default true: what killed writers of this file left beside it is removed. False for one of very many files in a folder, which would be listed for each. */
  readonly tidy?: boolean;
}

/**
 * Writes a file so that at any moment, also after a crash or power loss, it is the old one or the new one, whole.
 * A symbolic link stays and its target is replaced; mode and owner of an existing file are kept; missing folders are made.
 * @throws HareError `FILE_WRITE_FAILED`; the old file is then untouched and nothing is left beside it.
 */
export async function writeFileAtomic(file: string, content: string | Uint8Array, options: AtomicWriteOptions = {}): Promise<void> {
  try {
    const target = await followLink(path.resolve(file));
    const folder = path.dirname(target);
    // A file that has a mode is ours, and so are the folders that it needs: the umask does not open or close them.
    await makeFolders(folder, options.mode === undefined ? undefined : 0o755);
    const old = await stat(target).catch(() => undefined);
    if (options.tidy !== false) await removeLeftovers(target);
    const temporary = temporaryOf(target);
    atWork.add(temporary);
    try {
      const isFree = old === undefined && options.mode === undefined;
      const handle = await open(temporary, 'wx', isFree ? 0o666 : 0o600);
      try {
        if (typeof content === 'string') for (const piece of utf8Pieces(content)) await handle.writeFile(piece);
        else await handle.writeFile(content);
        if (old !== undefined && (old.uid !== process.geteuid?.() || old.gid !== process.getegid?.())) await chown(temporary, old.uid, old.gid);
        if (!isFree) await chmod(temporary, (old?.mode ?? options.mode ?? 0o600) & 0o7777);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    } finally {
      atWork.delete(temporary);
    }
    await syncFolder(folder);
  } catch (error) {
    throw fileWriteFailed(file, error);
  }
}

/** Removes regular files only, and never follows a link; what cannot be removed is no reason not to write. */
async function removeLeftovers(target: string): Promise<void> {
  for (const leftover of await leftoversOf(target)) {
    if ((await lstat(leftover).catch(() => undefined))?.isFile() === true) await rm(leftover, { force: true }).catch(() => undefined);
  }
}

async function followLink(file: string): Promise<string> {
  const found = await lstat(file).catch(() => undefined);
  return found?.isSymbolicLink() ? realpath(file) : file;
}
