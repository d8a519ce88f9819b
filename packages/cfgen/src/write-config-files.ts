import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, rmdir, stat, open } from 'node:fs/promises';
import path from 'node:path';
import { makeFolders, syncFolder } from '@hare/confstore/atomic';
import { HareError } from '@hare/confstore/error';
import { commitFolder, isConfigFile, workPrefix } from './config-file-names.js';
import { compareConfigFiles, type WriteOutcome } from './compare-config-files.js';
import { finishConfigFiles } from './finish-config-files.js';
import { lockFolder } from './lock-folder.js';
import type { CommitManifest } from './pending-commit.js';

/**
 * Writes a configuration's files below a folder, all or none, and removes generated files that it does not have; other files there are
 * not touched. The files are first written beside, then committed with one rename, then moved to their places; after a crash the folder
 * is as before, or it is as after as soon as this function or `recoverConfigFiles` is called again; `readConfigFiles` never sees a mixture. Nothing at all is
 * written when all files are there already.
 * @throws HareError `CFGEN_WRITE_FAILED`; the files are then as they were
 */
export async function writeConfigFiles(folder: string, files: ReadonlyMap<string, string>): Promise<WriteOutcome> {
  for (const name of files.keys()) if (!isConfigFile(name)) throw new HareError('CFGEN_FILE_NAME', `${name} is not the name of a generated file`);
  const made = new Set<string>();
  try {
    await makeFolder(folder, made);
    return await lockFolder(folder, async () => {
      await finishConfigFiles(folder);
      const { written, removed } = await compareConfigFiles(folder, files);
      if (written.length + removed.length > 0) await commit(folder, files, { written, removed }, made);
      return { written, removed };
    });
  } catch (error) {
    for (const name of [...made].reverse()) await rmdir(name).catch(() => undefined);
    if (error instanceof HareError) throw error;
    throw new HareError('CFGEN_WRITE_FAILED', `the configuration cannot be written: ${(error as Error).message}`, { where: { file: folder }, hint: 'the files are as they were; free space or fix permissions, then run again', cause: error });
  }
}

async function commit(folder: string, files: ReadonlyMap<string, string>, manifest: CommitManifest, made: Set<string>): Promise<void> {
  const work = path.join(folder, `${workPrefix}${process.pid}.${randomBytes(4).toString('hex')}.tmp`);
  try {
    const folders = new Set([work, path.join(work, 'files')]);
    await mkdir(path.join(work, 'files'), { recursive: true });
    for (const name of manifest.written) {
      await makePlace(path.join(folder, name), made);
      const file = path.join(work, 'files', name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeDurably(file, files.get(name) ?? '');
      for (let parent = path.dirname(file); parent !== work; parent = path.dirname(parent)) folders.add(parent);
    }
    await writeDurably(path.join(work, 'manifest.json'), JSON.stringify(manifest));
    for (const name of folders) await syncFolder(name);
    await rename(work, path.join(folder, commitFolder));
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    throw error;
  }
  made.clear();
  await syncFolder(folder);
  await finishConfigFiles(folder);
}

/** Makes sure, before anything is committed, that the file can be put there: its folder exists and no folder has its name. */
async function makePlace(file: string, made: Set<string>): Promise<void> {
  await makeFolder(path.dirname(file), made);
  if ((await stat(file).catch(() => undefined))?.isDirectory() === true) throw new HareError('CFGEN_WRITE_FAILED', 'the configuration cannot be written: a folder is in the place of a file', { where: { file }, hint: 'move that folder away, then run again' });
}

async function makeFolder(folder: string, made: Set<string>): Promise<void> {
  for (const name of await makeFolders(folder)) made.add(name);
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o644);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
