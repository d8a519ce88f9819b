import { lstat, open, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileWriteFailed } from './file-write-failed.js';
import { HeldFolder } from '../folder/held-folder.js';
import { namingPath } from '../folder/proc-descriptor.js';
import { atWork, leftoverNames, temporaryOf } from './leftover-files.js';
import { makeFolders } from './make-folders.js';
import { utf8Pieces } from './utf8-pieces.js';

export interface AtomicWriteOptions {
  /**
   * Mode of a new file, under any umask; default: what the umask leaves of 0o666, as for every file
   * that a program makes. An existing file keeps its own.
   */
  readonly mode?: number;
  /**
   * Default true: what killed writers of this file left beside it is removed. False for one of very
   * many files in a folder, which would be listed for each.
   */
  readonly tidy?: boolean;
}

/**
 * Writes a file so that at any moment, also after a crash or power loss, it is the old one or the
 * new one, whole. A symbolic link stays and its target is replaced; mode and owner of an existing
 * file are kept; missing folders are made. Once found, its folder is held: whatever is renamed or
 * put in its place meanwhile, nothing is written elsewhere.
 * @throws HareError `FILE_WRITE_FAILED`; the old file is then untouched and nothing is left beside
 *   it.
 */
export async function writeFileAtomic(
  file: string,
  content: string | Uint8Array,
  options: AtomicWriteOptions = {},
): Promise<void> {
  try {
    const target = await followLink(path.resolve(file));
    // A file that has a mode is ours, and so are the folders that it needs: the umask does not open
    // or close them.
    await makeFolders(path.dirname(target), options.mode === undefined ? undefined : 0o755);
    const folder = HeldFolder.open(await realpath(path.dirname(target)));
    if (folder === undefined) throw new Error('its folder is removed');
    await folder.closing((held) => writeIn(held, path.basename(target), content, options));
  } catch (error) {
    throw fileWriteFailed(file, error);
  }
}

async function writeIn(
  folder: HeldFolder,
  name: string,
  content: string | Uint8Array,
  { mode, tidy = true }: AtomicWriteOptions,
): Promise<void> {
  const found = folder.lstat(name);
  // A link that came since the links were followed is replaced itself, and nothing is taken over
  // from it.
  const old = found?.isSymbolicLink() === true ? undefined : found;
  if (tidy) removeLeftovers(folder, name);
  const temporary = path.basename(temporaryOf(folder.pathOf(name)));
  atWork.add(folder.pathOf(temporary));
  try {
    const isFree = old === undefined && mode === undefined;
    const handle = await open(folder.at(temporary), 'wx', isFree ? 0o666 : 0o600);
    try {
      if (typeof content === 'string')
        for (const piece of utf8Pieces(content)) await handle.writeFile(piece);
      else await handle.writeFile(content);
      if (old !== undefined && (old.uid !== process.geteuid?.() || old.gid !== process.getegid?.()))
        await handle.chown(old.uid, old.gid);
      if (!isFree) await handle.chmod((old?.mode ?? mode ?? 0o600) & 0o7777);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(folder.at(temporary), folder.at(name));
  } catch (error) {
    await rm(folder.at(temporary), { force: true });
    throw namingPath(error, folder.pathOf(name));
  } finally {
    atWork.delete(folder.pathOf(temporary));
  }
  folder.sync();
}

/**
 * Removes regular files only, and never follows a link; what cannot be removed is no reason not to
 * write.
 */
function removeLeftovers(folder: HeldFolder, name: string): void {
  for (const leftover of leftoverNames(
    folder.path,
    folder.names().map(String),
    (base) => base === name,
  )) {
    try {
      if (folder.lstat(leftover)?.isFile() === true) folder.remove(leftover);
    } catch {
      continue;
    }
  }
}

async function followLink(file: string): Promise<string> {
  const found = await lstat(file).catch(() => undefined);
  return found?.isSymbolicLink() ? realpath(file) : file;
}
