import { mkfsFile } from '@hare/cluster';
import type { StageContext } from '@hare/stage';
import { lstatIfThere } from '@hare/base';

/**
 * What follows from forgetting mkfs. The record need not be readable for that: a damaged one can be
 * forgotten too.
 */
export async function forgottenLosses({
  places,
}: Pick<StageContext, 'places'>): Promise<readonly string[]> {
  const file = mkfsFile(places);
  const found = (await lstatIfThere(file)) !== undefined;
  return [
    `${found ? `${file} records that the devices are formatted` : `${file} does not record whether the devices are formatted`}; ` +
      'without this record, the next init formats them and all data are lost',
  ];
}
