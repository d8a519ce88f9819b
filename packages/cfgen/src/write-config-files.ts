import { randomBytes } from 'node:crypto';
import { closeSync, constants, existsSync, fsync, rmdirSync, writeFile } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { HareError, HeldFolder, fileWriteFailed, removeTreeIn } from '@hare/base';
import { compareConfigFiles, type WriteOutcome } from './compare-config-files.js';
import { commitFolder, isConfigFile, workPrefix } from './config-file-names.js';
import type { ConfigFiles } from './config-files.js';
import { finishConfigFiles } from './finish-config-files.js';
import { lockFolder } from './lock-folder.js';

/**
 * Daemons of Hare and Motr read these files under users of their own: modes do not depend on the
 * umask.
 */
const fileMode = { mode: 0o644 };
const folderMode = { mode: 0o755 };

/**
 * Writes a configuration's files below a folder, all or none, and removes generated files that it
 * does not have; nothing else. They are first written to a folder next to it, then committed with
 * one rename, then moved to their places; after a crash the folder is as before, or as after once
 * this function or `recoverConfigFiles` is called; `readConfigFiles` never sees a mixture. Nothing
 * is written if all files are right already.
 * @throws HareError `CFGEN_WRITE_FAILED`; the files are then as they were
 */
export async function writeConfigFiles(
  folder: string,
  files: ConfigFiles,
  { aside = false }: WriteOptions = {},
): Promise<WriteOutcome> {
  for (const name of files.names)
    if (!isConfigFile(name))
      throw new HareError('CFGEN_FILE_NAME', `${name} is not the name of a generated file`);
  const missing = missingFolders(folder);
  const made: Made = { folders: [], aside };
  try {
    return await HeldFolder.make(folder, folderMode).closing((held) =>
      lockFolder(held, async () => {
        await finishConfigFiles(held);
        const { written, removed } = await compareConfigFiles(folder, files);
        if (written.length + removed.length > 0)
          await commit(held, files, { written, removed }, made);
        missing.splice(0);
        return { written, removed };
      }),
    );
  } catch (error) {
    for (const each of missing) removeIfEmpty(each);
    if (error instanceof HareError && error.code !== 'PLACE_IS_NO_FOLDER') throw error;
    throw new HareError(
      'CFGEN_WRITE_FAILED',
      `the configuration cannot be written: ${(error as Error).message}`,
      {
        where: { file: folder },
        hint: 'free space or correct permissions, then retry; the old files are unchanged',
        cause: error,
      },
    );
  }
}

export interface WriteOptions {
  /**
   * A folder in the place of a file, or a file in the place of its folder, is moved aside
   * (`confd.xc.aside-1`); default: it is an error.
   */
  readonly aside?: boolean;
}

interface Made {
  readonly aside: boolean;
  /** Folders for files that were not there before, as the names on the way to them. */
  readonly folders: (readonly string[])[];
}

async function commit(
  held: HeldFolder,
  files: ConfigFiles,
  manifest: WriteOutcome,
  made: Made,
): Promise<void> {
  const workName = `${workPrefix}${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const work = held.makeChild(workName, folderMode);
    await work.closing(async () => {
      for (const name of manifest.written) await makePlace(held, name.split('/'), made);
      await work
        .makeChild('files', folderMode)
        .closing((top) => writePieces(top, files, manifest.written));
      await work.write('manifest.json', JSON.stringify(manifest), fileMode);
    });
    held.rename(workName, commitFolder);
  } catch (error) {
    await removeTreeIn(held, workName);
    for (const names of made.folders.reverse()) removeFolder(held, names);
    throw error;
  }
  held.sync();
  await finishConfigFiles(held);
}

/** Writes new files, all at once, as their pieces come; they are durable when it is done. */
async function writePieces(
  top: HeldFolder,
  files: ConfigFiles,
  names: readonly string[],
): Promise<void> {
  const opened = new Map<string, number>();
  try {
    for (const name of names)
      await inFolderOf(top, name.split('/'), (folder, last) => {
        opened.set(name, folder.openFile(last, newFile, fileMode.mode));
        folder.sync();
      });
    for (const [name, bytes] of files.bytes()) {
      const fd = opened.get(name);
      if (fd !== undefined)
        await writeOn(fd, bytes).catch((error: unknown) => {
          throw fileWriteFailed(top.pathOf(name), error);
        });
    }
    for (const fd of opened.values()) await syncFile(fd);
  } finally {
    for (const fd of opened.values()) closeSync(fd);
  }
}

const newFile = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
/** Goes on where the last call for this descriptor ended. */
const writeOn = promisify(writeFile);
const syncFile = promisify(fsync);

/**
 * Makes sure, before anything is committed, that the file can be put there: its folder exists and
 * no folder has its name.
 */
async function makePlace(held: HeldFolder, names: readonly string[], made: Made): Promise<void> {
  for (let length = 1; length < names.length; length++) {
    const way = names.slice(0, length);
    await inFolderOf(held, way, (folder, name) => {
      const stats = folder.lstat(name);
      if (stats?.isDirectory() === true) return;
      if (stats !== undefined) giveWay(folder, name, made, 'a file is where a directory is needed');
      folder.makeChild(name, folderMode).close();
      made.folders.push(way);
    });
  }
  await inFolderOf(held, names, (folder, name) => {
    if (folder.lstat(name)?.isDirectory() === true)
      giveWay(folder, name, made, 'a directory is where a file is needed');
  });
}

/** Files that a user may have put there are moved, not lost. */
function giveWay(folder: HeldFolder, name: string, { aside: allowed }: Made, what: string): void {
  if (!allowed)
    throw new HareError('CFGEN_WRITE_FAILED', `the configuration cannot be written: ${what}`, {
      where: { file: folder.pathOf(name) },
      hint: 'move it away, then retry',
    });
  for (let number = 1; ; number++) {
    const aside = `${name}.aside-${number}`;
    if (folder.lstat(aside) !== undefined) continue;
    folder.rename(name, aside);
    return;
  }
}

/** Does something in the folder of a file, which is made when it is not there. */
async function inFolderOf(
  top: HeldFolder,
  names: readonly string[],
  work: (folder: HeldFolder, name: string) => void | Promise<void>,
): Promise<void> {
  let folder = top.again();
  try {
    for (const name of names.slice(0, -1)) {
      const next = folder.makeChild(name, folderMode);
      folder.close();
      folder = next;
    }
    await work(folder, names.at(-1) ?? '');
  } finally {
    folder.close();
  }
}

function removeFolder(held: HeldFolder, names: readonly string[]): void {
  const found = held.holderOf(names);
  try {
    found?.folder.removeEmpty(found.name);
  } catch {
    // Something is in it by now.
  } finally {
    found?.folder.close();
  }
}

/** The folder and those above it that are not there, the lowest first. */
function missingFolders(folder: string): string[] {
  const missing: string[] = [];
  for (
    let place = path.resolve(folder);
    !existsSync(place) && place !== path.dirname(place);
    place = path.dirname(place)
  )
    missing.push(place);
  return missing;
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something is in it, or it was not made.
  }
}
