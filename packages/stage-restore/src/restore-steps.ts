import { HareError } from '@hare/base';
import type { Look, StageContext, Step } from '@hare/stage';
import { parseBackupTarget } from '@hare/backup';
import { confirmed } from '@hare/footprint';
import { restoreSession } from './restore-session.js';
import { planLines } from './restore-plan.js';
import { backupIsOurs } from './steps/backup-is-ours.js';
import { backupIsWhole } from './steps/backup-is-whole.js';
import { clusterIsDown } from './steps/cluster-is-down.js';
import { settingsAgreed } from './steps/settings-agreed.js';
import { restored } from './steps/restored.js';

/** The steps of one run. @throws HareError `USAGE`, `BACKUP_TARGET` */
export async function restoreSteps(
  context: StageContext<{
    readonly target: string | undefined;
    readonly force: boolean;
    readonly withSettings: boolean;
    readonly yes: boolean;
  }>,
): Promise<readonly Step[]> {
  const { target, force, withSettings, yes } = context.options;
  if (target === undefined)
    throw new HareError('USAGE', '--target is missing', {
      hint: 'add the place of the backup: --target /var/backups/hare',
      exitCode: 2,
    });
  const session = await restoreSession(context, parseBackupTarget(target), withSettings);
  const losses = async (look: Look): Promise<readonly string[]> =>
    planLines(await look(session.plan)).filter((line) => !line.startsWith('+'));
  const [down, ours] = [clusterIsDown(context), backupIsOurs(session, force)];
  return [
    down,
    backupIsWhole(session),
    ours,
    settingsAgreed(session, yes),
    {
      ...confirmed(context, { yes, question: 'Replace and remove all this?', losses }),
      after: ['backup-whole', 'backup-ours'],
    },
    restored(session, [down, ours]),
  ];
}
