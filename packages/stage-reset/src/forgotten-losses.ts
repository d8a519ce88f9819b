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
    `${found ? `${file} says that the devices are formatted` : `whether the devices are formatted is not recorded in ${file}`}: once that is forgotten, init formats them and all data on them are lost`,
  ];
}
