import { renameSync, rmSync } from 'node:fs';
import { readdir, readFile, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder, writeFileAtomic } from '@hare/confstore/atomic';
import { commitFolder, workPrefix } from './config-file-names.js';
import { lockFolder } from './lock-folder.js';
import { pendingCommit, type CommitManifest } from './pending-commit.js';

/** Brings a folder into order in which a writer died: a committed configuration is put in place, one that was not committed is cleared away. */
export async function recoverConfigFiles(folder: string): Promise<void> {
  if (await holdsUnfinishedWork(folder)) await lockFolder(folder, () => finishConfigFiles(folder));
}

/** Whether a writer is at work in the folder, or died there. */
export async function holdsUnfinishedWork(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).some((name) => name.startsWith(workPrefix));
}

/** `recoverConfigFiles` for a caller that holds the folder's lock. */
export async function finishConfigFiles(folder: string): Promise<void> {
  const manifest = await pendingCommit(folder);
  if (manifest !== undefined) await putInPlace(path.resolve(folder), manifest);
  const leftovers = (await readdir(folder)).filter((name) => name.startsWith(workPrefix));
  for (const name of leftovers) await rm(path.join(folder, name), { recursive: true, force: true });
}

async function putInPlace(folder: string, manifest: CommitManifest): Promise<void> {
  // Without a pause, so that the moment in which others see some files of either configuration is as short as can be.
  const elsewhere = manifest.written.filter((name) => !moveUnlessDone(path.join(folder, commitFolder, 'files', name), path.join(folder, name)));
  for (const name of manifest.removed) rmSync(path.join(folder, name), { force: true });

  for (const name of elsewhere) await writeFileAtomic(path.join(folder, name), await readFile(path.join(folder, commitFolder, 'files', name)));
  for (const name of manifest.removed) await removeEmptyFolders(folder, path.dirname(path.join(folder, name)));
  const changed = new Set([...manifest.written, ...manifest.removed].map((name) => path.dirname(path.join(folder, name))));
  for (const name of changed) await syncFolder(name).catch(() => undefined);
}

/** False when the place of the file is on another file system. A file that is gone was moved before a crash. */
function moveUnlessDone(from: string, to: string): boolean {
  try {
    renameSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EXDEV') return false;
    if (code !== 'ENOENT') throw error;
  }
  return true;
}

async function removeEmptyFolders(folder: string, lowest: string): Promise<void> {
  for (let parent = lowest; parent !== folder; parent = path.dirname(parent)) {
    const removed = await rmdir(parent).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}
