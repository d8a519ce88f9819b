import { HareError } from '@hare/confstore/error';
import { lstatIfThere } from './walk-tree.js';

/**
 * Whether one of Hare's folders is there, as a folder of its own. Behind a symbolic link something else may stand, so a link is refused.
 * @throws HareError `PLACE_IS_LINK`, `PLACE_IS_NO_FOLDER`
 */
export async function isOwnFolder(folder: string): Promise<boolean> {
  const stats = await lstatIfThere(folder);
  if (stats === undefined) return false;
  if (stats.isSymbolicLink()) throw new HareError('PLACE_IS_LINK', 'this folder is a symbolic link, and links are not followed where files are removed or replaced', { where: { file: folder }, hint: 'name the folder behind it in the settings (varDir, stateDir, logDir), or put a real folder here' });
  if (!stats.isDirectory()) throw new HareError('PLACE_IS_NO_FOLDER', 'a file stands where a folder of Hare belongs', { where: { file: folder }, hint: 'move it away, then run again' });
  return true;
}
