import { constants } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder and those above it that are missing, durably. New ones have `mode` under any
 * umask; by default 0o777 less the umask. Returns the folders created, outermost first. Not `mkdir`
 * with `recursive`: that never returns below some file systems (/proc).
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

/** The umask takes bits away from a new folder. A link that came in its place is not followed. */
async function setMode(place: string, mode: number | undefined): Promise<void> {
  if (mode === undefined) return;
  const way = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
  const handle = await open(place, way);
  try {
    await handle.chmod(mode);
  } finally {
    await handle.close();
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

/** Another process may have been faster. */
function unlessThere(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
}
