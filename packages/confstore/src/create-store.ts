import { stat } from 'node:fs/promises';
import nodePath from 'node:path';
import { HareError, makeFolders, writeFileAtomic, parseStoreUrl } from '@hare/base';
import { documentFormats } from './formats/registry.js';
import { withFileLock } from './lock/with-file-lock.js';

/** Makes the file or folder of a URL as an empty store; an existing one is unchanged. */
export async function createStore(url: string): Promise<void> {
  const parsed = parseStoreUrl(url);
  const { scheme, path } = parsed;
  if (scheme === 'dict' || scheme === 'consul' || (await isThere(path))) return;
  if (scheme === 'dir') {
    await makeFolders(path);
    return;
  }
  const { emptyText } = await documentFormats[scheme](parsed);
  await withFileLock(path, async () => {
    if (!(await isThere(path))) await writeFileAtomic(path, emptyText);
  });
}

/** Refuses a folder that is missing, most often misspelt: @throws `CONFSTORE_FILE_MISSING` */
export async function mustHaveFolder(url: string): Promise<void> {
  const { scheme, path } = parseStoreUrl(url);
  const folder = nodePath.dirname(nodePath.resolve(path));
  if (scheme === 'dict' || scheme === 'consul' || (await isThere(folder))) return;
  throw new HareError('CONFSTORE_FILE_MISSING', 'its directory is missing too', {
    where: { file: path },
    hint: `check the path, or create the directory with --create`,
  });
}

/** False only when it is certainly missing: everything else is for whoever opens it to judge. */
async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => (error as NodeJS.ErrnoException).code !== 'ENOENT',
  );
}
