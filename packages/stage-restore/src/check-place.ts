import path from 'node:path';
import { HareError } from '@hare/confstore/error';
import type { StageContext } from '@hare/stage';
import { lstatIfThere } from '@hare/stage/owned';

/**
 * A file may be put in its place: a regular file or nothing is there, and no folder of ours on the way is a link.
 * A CDF outside of the usual places must be one, and be named like one: the backup says where it goes.
 * @throws HareError `PLACE_IS_LINK`, `PLACE_TAKEN`, `BACKUP_MEMBER_REFUSED`
 */
export async function checkPlace(name: string, place: string, { places, root }: StageContext, content: Buffer): Promise<void> {
  if (name.startsWith('cdf/')) {
    const looksRight = path.isAbsolute(place) && path.normalize(place) === place && /\.ya?ml$/.test(place) && /^["']?nodes["']?:/m.test(content.toString('utf8'));
    if (!looksRight) throw new HareError('BACKUP_MEMBER_REFUSED', `the backup puts a cluster description at ${JSON.stringify(place)}, which is not how one is named, or it is none`, { where: { file: place }, hint: 'nothing was changed; look into the backup before you trust it' });
  }
  const tops = [places.stateDir, places.varDir, places.prefix, root].filter((top) => top !== '' && place.startsWith(`${top}${path.sep}`));
  const top = tops[0] ?? path.dirname(place);
  for (let folder = path.dirname(place); folder.length >= top.length; folder = path.dirname(folder)) {
    const stats = await lstatIfThere(folder);
    if (stats?.isSymbolicLink() === true) throw linkError(folder);
    if (stats !== undefined && !stats.isDirectory()) throw new HareError('PLACE_TAKEN', 'a file stands where a folder belongs', { where: { file: folder }, hint: 'move it away, then run again; nothing was changed' });
    if (folder === path.dirname(folder)) break;
  }
  const stats = await lstatIfThere(place);
  if (stats?.isSymbolicLink() === true) throw linkError(place);
  if (stats !== undefined && !stats.isFile()) throw new HareError('PLACE_TAKEN', 'something that is no file stands where a file belongs', { where: { file: place }, hint: 'move it away, then run again; nothing was changed' });
}

function linkError(file: string): HareError {
  return new HareError('PLACE_IS_LINK', 'this is a symbolic link, and links are not followed where files are replaced', { where: { file }, hint: 'put the file itself here, or remove the link, then run again; nothing was changed' });
}
