import { readFile } from 'node:fs/promises';
import { HareError, lstatIfThere } from '@hare/base';
import { mkfsFile, saysFormatted } from '@hare/cluster';
import type { Places } from '@hare/stage';

/**
 * Whether the backup's record of mkfs takes the place of this machine's. It may only say that the
 * devices are formatted: neither "begun", which would have init format them again, nor "never", nor
 * anything instead of a damaged record. So no backup ever leads to a format.
 */
export async function takesMkfsRecord(
  places: Pick<Places, 'stateDir'>,
  saved: Buffer | undefined,
): Promise<{ readonly takes: boolean; readonly warning?: string }> {
  const file = mkfsFile(places);
  const here =
    (await lstatIfThere(file)) === undefined
      ? 'nothing'
      : saysFormatted((await readFile(file)).toString('utf8'));
  const there = saved === undefined ? 'nothing' : saysFormatted(saved.toString('utf8'));
  if (there === 'damaged')
    throw new HareError('BACKUP_DAMAGED', 'its mkfs record is not valid', {
      hint: 'use another backup; nothing was changed',
    });
  if (there === 'formatted') return { takes: here !== 'damaged' };
  if (here === 'formatted' || here === 'damaged')
    return {
      takes: false,
      warning: 'the devices were formatted after this backup; the current mkfs record is kept',
    };
  return {
    takes: false,
    ...(there === 'begun'
      ? {
          warning:
            'the mkfs record in the backup says that formatting had begun; it is not restored',
        }
      : {}),
  };
}
