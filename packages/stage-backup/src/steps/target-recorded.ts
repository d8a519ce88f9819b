import { HareError } from '@hare/base';
import { withoutPassword, type Step } from '@hare/stage';
import { openSeal, readBackup, readBackupRecord, recordBackup } from '@hare/backup';
import { fileTarget } from '../write-backup.js';
import type { BackupSession } from '../backup-session.js';

/**
 * Later stages know where the last backup is, which pre_upgrade looks at, and that this machine
 * made it, which restore wants to know.
 */
export function targetRecorded({ context, target, host, hosts }: BackupSession): Step {
  const place = target.kind === 'store' ? withoutPassword(target.url) : target.text;
  const seal = async (): Promise<string | undefined> => {
    const found = await readBackup(fileTarget(target, host), hosts);
    return found === undefined ? undefined : (await openSeal(found.source, found.where)).sha256;
  };
  return {
    id: 'recorded',
    title: 'Record the place of the backup',
    after: ['backup'],
    check: async () => {
      const found = await readBackupRecord(context.places);
      const now = await seal();
      if (now !== undefined && found?.target === place && found.made.includes(now))
        return { ok: true };
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          found === undefined
            ? 'no backup is recorded yet'
            : `the last backup was made at ${found.target}`,
        ),
      };
    },
    apply: async () => {
      const now = await seal();
      if (now !== undefined) await recordBackup(context.places, place, now);
    },
  };
}
