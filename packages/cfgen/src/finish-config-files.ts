import { readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder, writeFileAtomic } from '@hare/confstore/atomic';
import { commitFolder, workPrefix } from './config-file-names.js';
import { lockFolder } from './lock-folder.js';
import { pendingCommit, type CommitManifest } from './pending-commit.js';

/** Brings a folder into order in which a writer died: a committed configuration is put in place, one that was not committed is cleared away. */
export async function recoverConfigFiles(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (names.some((name) => name.startsWith(workPrefix))) await lockFolder(folder, () => finishConfigFiles(folder));
}

/** The same for a caller that holds the folder's lock. */
export async function finishConfigFiles(folder: string): Promise<void> {
  const manifest = await pendingCommit(folder);
  if (manifest !== undefined) await putInPlace(folder, manifest);
  const leftovers = (await readdir(folder)).filter((name) => name.startsWith(workPrefix));
  for (const name of leftovers) await rm(path.join(folder, name), { recursive: true, force: true });
}

async function putInPlace(place: string, manifest: CommitManifest): Promise<void> {
  const folder = path.resolve(place);
  const changed = new Set([folder]);
  for (const name of manifest.written) {
    const target = path.join(folder, name);
    changed.add(path.dirname(target));
    await moveUnlessDone(path.join(folder, commitFolder, 'files', name), target);
  }
  for (const name of manifest.removed) {
    const target = path.join(folder, name);
    await rm(target, { force: true });
    for (let parent = path.dirname(target); parent !== folder; parent = path.dirname(parent)) {
      if (!(await rmdir(parent).then(() => true, () => false))) break;
    }
  }
  for (const name of changed) await syncFolder(name).catch(() => undefined);
}

async function moveUnlessDone(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // It was moved before a crash; or the folder of the file is on another file system.
    if (code === 'EXDEV') {
      await writeFileAtomic(to, await readFile(from));
      await rm(from);
    } else if (code !== 'ENOENT') throw error;
  }
}
