import type { Step } from '@hare/stage';
import { belongs, thisMachine } from '@hare/stage/backup';
import type { RestoreSession } from '../restore-session.js';

/** The backup is of this cluster and of this node, or it is forced. */
export function backupIsOurs({ context, backup, names }: RestoreSession, force: boolean): Step {
  return {
    id: 'backup-ours',
    title: 'The backup is of this node of this cluster',
    after: ['backup-whole'],
    check: async () => {
      const { manifest, where } = await backup();
      const found = belongs(manifest, await thisMachine(context, names));
      if (found === undefined) return { ok: true };
      if (force) return { ok: true, warnings: [`${found}; it is restored because of --force`] };
      return { ok: false, refuse: true, code: 'BACKUP_OF_OTHER_CLUSTER', reason: found, where, hint: 'name a backup of this node; to make this machine take over that one\'s place: --force' };
    },
  };
}
