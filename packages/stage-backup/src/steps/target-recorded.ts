import { readBackupRecord, withoutPassword, writeBackupRecord, type BackupRecord, type Step } from '@hare/stage';
import type { BackupSession } from '../backup-session.js';

/** Later stages know where the last backup is: pre_upgrade looks at it. */
export function targetRecorded({ context, target }: Pick<BackupSession, 'context' | 'target'>): Step {
  const wanted: BackupRecord = { target: target.kind === 'store' ? withoutPassword(target.url) : target.text };
  return {
    id: 'recorded',
    title: 'Later stages know where the backup is',
    check: async () => {
      const found = await readBackupRecord(context.places);
      if (found?.target === wanted.target) return { ok: true };
      return { ok: false, reason: found === undefined ? 'no backup is recorded yet' : `the last backup was made at ${found.target}` };
    },
    apply: () => writeBackupRecord(context.places, wanted),
  };
}
