import { closeSync, constants, fchmodSync, mkdirSync, openSync, statSync } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder and those above it that are missing, durably. New ones have `mode` under any
 * umask; without it what the umask leaves of 0o777. Answers those it made, outermost first. Not
 * `mkdir` with `recursive`: that never returns below some file systems (/proc).
 */
export async function makeFolders(folder: string, mode?: number): Promise<readonly string[]> {
  const missing: string[] = [];
  for (
    let place = path.resolve(folder);
    !(await exists(place)) && place !== path.dirname(place);
    place = path.dirname(place)
  )
    missing.unshift(place);
  for (const place of missing) {
    await mkdir(place, mode).then(() => setMode(place, mode), unlessThere);
    await syncFolder(path.dirname(place));
  }
  return missing;
}

/** The same for who cannot wait; not durable. */
export function makeFoldersSync(folder: string, mode?: number): void {
  const place = path.resolve(folder);
  if (statSync(place, { throwIfNoEntry: false }) !== undefined || place === path.dirname(place))
    return;
  makeFoldersSync(path.dirname(place), mode);
  try {
    mkdirSync(place, mode);
    setMode(place, mode);
  } catch (error) {
    unlessThere(error);
  }
}

/** The umask takes bits away from a new folder. A link that came in its place is not followed. */
function setMode(place: string, mode: number | undefined): void {
  if (mode === undefined) return;
  const fd = openSync(place, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    fchmodSync(fd, mode);
  } finally {
    closeSync(fd);
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
