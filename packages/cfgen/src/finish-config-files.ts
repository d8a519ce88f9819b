import { readFileSync } from 'node:fs';
import { HeldFolder, isNodeError, removeTreeIn } from '@hare/base';
import type { WriteOutcome } from './compare-config-files.js';
import { commitFolder, workPrefix } from './config-file-names.js';
import { lockFolder } from './lock-folder.js';
import { pendingCommit } from './pending-commit.js';

/** Brings a folder into order in which a writer died: what was committed is put in place. */
export async function recoverConfigFiles(folder: string): Promise<void> {
  await HeldFolder.within(folder, async (held) => {
    if (hasWork(held)) await lockFolder(held, () => finishConfigFiles(held));
  });
}

/** Whether a writer is active in the folder, or died there. */
export async function holdsUnfinishedWork(folder: string): Promise<boolean> {
  return (await HeldFolder.within(folder, hasWork)) ?? false;
}

function hasWork(held: HeldFolder): boolean {
  return held.names().some((name) => name.toString().startsWith(workPrefix));
}

/** `recoverConfigFiles` for a caller that has the folder open and locked. */
export async function finishConfigFiles(held: HeldFolder): Promise<void> {
  const manifest = await pendingCommit(held.path);
  if (manifest !== undefined) await putInPlace(held, manifest);
  for (const name of held.names())
    if (name.toString().startsWith(workPrefix)) await removeTreeIn(held, name);
}

async function putInPlace(held: HeldFolder, manifest: WriteOutcome): Promise<void> {
  const changed = new Set<string>();
  // Without a pause, so that the moment in which others see some files of either configuration is
  // as short as can be.
  const elsewhere = manifest.written.filter((name) => {
    changed.add(folderOf(name));
    return !moveUnlessDone(held, name);
  });
  for (const name of manifest.removed) {
    changed.add(folderOf(name));
    at(held, name.split('/'), (folder, last) => folder.remove(last));
  }
  for (const name of elsewhere) await copyIntoPlace(held, name);
  for (const name of manifest.removed) removeEmptyFolders(held, name.split('/').slice(0, -1));
  for (const name of changed)
    at(held, [...name.split('/').filter((part) => part !== ''), '.'], (folder) => folder.sync());
}

/** False on another file system. A file that is gone was moved before a crash. */
function moveUnlessDone(held: HeldFolder, name: string): boolean {
  let done = true;
  at(held, [commitFolder, 'files', ...name.split('/')], (from, last) => {
    at(held, name.split('/'), (to) => {
      try {
        from.rename(last, last, to);
      } catch (error) {
        if (isNodeError(error, 'EXDEV')) done = false;
        else if (!isNodeError(error, 'ENOENT')) throw error;
      }
    });
  });
  return done;
}

async function copyIntoPlace(held: HeldFolder, name: string): Promise<void> {
  const content = at(held, [commitFolder, 'files', ...name.split('/')], (from, last) =>
    readFileSync(from.at(last)),
  );
  const to = held.holderOf(name.split('/'));
  if (content === undefined) to?.folder.close();
  else
    await to?.folder.closing((folder) =>
      folder.write(name.split('/').at(-1) ?? '', content, { mode: 0o644 }),
    );
}

function removeEmptyFolders(held: HeldFolder, way: readonly string[]): void {
  for (let each = way; each.length > 0; each = each.slice(0, -1)) {
    const removed = at(held, each, (folder, name) => {
      try {
        return folder.removeEmpty(name);
      } catch {
        // Something else is in it.
        return false;
      }
    });
    if (removed !== true) return;
  }
}

/** Does something in the folder of a file, unless that folder is gone. */
function at<T>(
  held: HeldFolder,
  names: readonly string[],
  work: (folder: HeldFolder, name: string) => T,
): T | undefined {
  const found = held.holderOf(names);
  if (found === undefined) return undefined;
  try {
    return work(found.folder, names.at(-1) ?? '');
  } finally {
    found.folder.close();
  }
}

function folderOf(name: string): string {
  return name.split('/').slice(0, -1).join('/');
}
