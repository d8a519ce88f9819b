import { mkdirSync, statSync } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';

/** Makes a folder and those above it that are missing, durably; `mode` (default 0o777) is of new ones. Answers those it made, outermost first. Not `mkdir` with `recursive`: that never returns below some file systems (/proc). */
export async function makeFolders(folder: string, mode = 0o777): Promise<readonly string[]> {
  const missing: string[] = [];
  for (let place = path.resolve(folder); !(await exists(place)) && place !== path.dirname(place); place = path.dirname(place)) missing.unshift(place);
  for (const place of missing) {
    await mkdir(place, mode).catch(unlessThere);
    await syncFolder(path.dirname(place));
  }
  return missing;
}

/** The same for who cannot wait; not durable. */
export function makeFoldersSync(folder: string, mode = 0o777): void {
  const place = path.resolve(folder);
  if (statSync(place, { throwIfNoEntry: false }) !== undefined || place === path.dirname(place)) return;
  makeFoldersSync(path.dirname(place), mode);
  try {
    mkdirSync(place, mode);
  } catch (error) {
    unlessThere(error);
  }
}

/** Makes renames and removals in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}

/** Somebody else may have been faster. */
function unlessThere(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
}
