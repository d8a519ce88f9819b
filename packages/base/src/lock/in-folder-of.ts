import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';

/**
 * Does something with a file by a way that leads to one and the same folder, whatever is renamed
 * meanwhile; undefined when the folder is gone.
 */
export async function inFolderOf<T>(
  file: string,
  work: (place: string) => Promise<T>,
): Promise<T | undefined> {
  const folder = await open(path.dirname(file), constants.O_RDONLY | constants.O_DIRECTORY).catch(
    () => undefined,
  );
  try {
    return folder === undefined
      ? undefined
      : await work(`/proc/self/fd/${folder.fd}/${path.basename(file)}`);
  } finally {
    await folder?.close();
  }
}
