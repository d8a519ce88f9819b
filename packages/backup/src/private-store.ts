import { open } from 'node:fs/promises';
import path from 'node:path';
import { makeFolders, parseStoreUrl } from '@hare/base';

/**
 * Makes a ConfStore of this machine that does not exist yet, so that only its owner can read it.
 * One that exists keeps its mode.
 */
export async function makePrivateStore(url: string): Promise<void> {
  const { scheme, path: given } = parseStoreUrl(url);
  if (scheme === 'consul' || scheme === 'dict') return;
  const place = path.resolve(given);
  if (scheme === 'dir') {
    await makeFolders(place, 0o700);
    return;
  }
  await makeFolders(path.dirname(place));
  try {
    const handle = await open(place, 'wx', 0o600);
    await handle.writeFile(scheme === 'json' ? '{}\n' : '');
    await handle.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
