import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import path from 'node:path';
import { HareError } from '../errors/error.js';
import { makeFolders } from '../files/make-folders.js';

/**
 * The lock file of a file or folder: `.NAME.lock` next to it, one for all its symbolic links;
 * `.NAME.DOMAIN.lock` for a named domain. A missing folder is created.
 */
export async function lockFileOf(file: string, domain?: string): Promise<string> {
  const suffix = domain === undefined ? '' : `.${encodeURIComponent(domain)}`;
  try {
    const real = await realpath(file).catch(() => undefined);
    if (real !== undefined)
      return path.join(path.dirname(real), `.${path.basename(real)}${suffix}.lock`);
    const folder = path.dirname(path.resolve(file));
    await makeFolders(folder);
    return path.join(await realpath(folder), `.${path.basename(file)}${suffix}.lock`);
  } catch (error) {
    throw new HareError('CONFSTORE_LOCK_FAILED', 'cannot create the directory of the lock', {
      where: { file },
      hint: 'check the permissions of the path',
      cause: error,
    });
  }
}

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
