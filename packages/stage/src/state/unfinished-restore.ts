import { existsSync } from 'node:fs';
import path from 'node:path';
import { HareError } from '@hare/base';
import type { StageDefinition } from '../define-stage.js';
import type { Places } from '../places.js';

/** Beginning of the names under which restore keeps its work in varDir. */
export const restoreWork = '.hare-restore';

/** Where a restore that has begun to replace files keeps its backup until it has ended. */
export function restoreFolder({ varDir }: Pick<Places, 'varDir'>): string {
  return path.join(varDir, restoreWork);
}

/** The backup that a restore was cut short with. It is a target for restore like any other. */
export function unfinishedBackup(places: Pick<Places, 'varDir'>): string {
  return path.join(restoreFolder(places), 'archive.tar.gz');
}

/**
 * After a restore that was cut short the files are a mixture: nothing may build on them. @throws
 * HareError `RESTORE_UNFINISHED`
 */
export function refuseUnfinishedRestore(
  { runsDespite = [] }: Pick<StageDefinition, 'runsDespite'>,
  places: Pick<Places, 'varDir'>,
): void {
  const file = unfinishedBackup(places);
  if (runsDespite.includes('unfinished-restore') || !existsSync(file)) return;
  throw new HareError(
    'RESTORE_UNFINISHED',
    'a restore was interrupted: the configuration is partly old and partly new',
    { where: { file }, hint: `complete it: hare_setup restore --target ${file}` },
  );
}
