import path from 'node:path';
import { HareError, lstatIfThere } from '@hare/base';
import type { StageContext } from '@hare/stage';
import type { JudgedFile } from './judge-backup.js';

/**
 * A file may be put in its place: it is a regular file or free, and no folder of ours on its path
 * is a link. A CDF outside of the usual place must be one.
 * @throws HareError `PLACE_IS_LINK`, `PLACE_TAKEN`, `BACKUP_MEMBER_REFUSED`
 */
export async function checkPlace(
  { name, place, bytes }: JudgedFile,
  { places, root }: StageContext,
): Promise<void> {
  if (name.startsWith('cdf/')) {
    const isCdf = /^["']?nodes["']?:/m.test(bytes?.toString('utf8') ?? '');
    if (!isCdf)
      throw new HareError(
        'BACKUP_MEMBER_REFUSED',
        'the cluster description in the backup is not valid',
        {
          where: { file: place },
          hint: 'check the backup before you trust it; nothing was changed',
        },
      );
  }
  const tops = [places.stateDir, places.varDir, places.prefix, root].filter(
    (top) => top !== '' && place.startsWith(`${top}${path.sep}`),
  );
  const top = tops[0] ?? path.dirname(place);
  for (
    let folder = path.dirname(place);
    folder.length >= top.length;
    folder = path.dirname(folder)
  ) {
    const stats = await lstatIfThere(folder);
    if (stats?.isSymbolicLink() === true) throw linkError(folder);
    if (stats !== undefined && !stats.isDirectory())
      throw new HareError('PLACE_TAKEN', 'a file is where a directory is needed', {
        where: { file: folder },
        hint: 'move it away, then retry; nothing was changed',
      });
    if (folder === path.dirname(folder)) break;
  }
  const stats = await lstatIfThere(place);
  if (stats?.isSymbolicLink() === true) throw linkError(place);
  if (stats !== undefined && !stats.isFile())
    throw new HareError('PLACE_TAKEN', 'this is not a file, but a file is needed here', {
      where: { file: place },
      hint: 'move it away, then retry; nothing was changed',
    });
}

function linkError(file: string): HareError {
  return new HareError('PLACE_IS_LINK', 'this is a symbolic link; restore does not follow links', {
    where: { file },
    hint: 'replace the link with the file itself, then retry; nothing was changed',
  });
}
