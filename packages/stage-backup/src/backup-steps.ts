import { HareError } from '@hare/base';
import type { StageContext, Step } from '@hare/stage';
import { parseBackupTarget } from '@hare/backup';
import { machineNames } from '@hare/footprint';
import { backupSession } from './backup-session.js';
import { backupWritten } from './steps/backup-written.js';
import { configurationSettled } from './steps/configuration-settled.js';
import { somethingToSave } from './steps/something-to-save.js';
import { targetRecorded } from './steps/target-recorded.js';

/** The steps of one run. @throws HareError `USAGE`, `BACKUP_TARGET` */
export async function backupSteps(
  context: StageContext<{ readonly target: string | undefined }>,
): Promise<readonly Step[]> {
  const { target } = context.options;
  if (target === undefined)
    throw new HareError('USAGE', '--target is missing', {
      hint: 'add the target: --target /var/backups/hare',
      exitCode: 2,
    });
  const session = backupSession(context, parseBackupTarget(target), await machineNames(context));
  return [
    configurationSettled(context),
    somethingToSave(session),
    backupWritten(session),
    targetRecorded(session),
  ];
}
