import { readFile } from 'node:fs/promises';
import type { Step } from '@hare/stage';
import { whichCluster, type BackupCluster } from '@hare/stage/backup';
import { listOwnedConfigFiles } from '@hare/stage/owned';
import type { RestoreSession } from '../restore-session.js';
import { belongs } from '../same-cluster.js';

/** The backup is of this cluster and of this node, or it is forced. */
export function backupIsOurs({ context, backup, names }: RestoreSession, force: boolean): Step {
  return {
    id: 'backup-ours',
    title: 'The backup is of this node of this cluster',
    after: ['backup-whole'],
    check: async () => {
      const { manifest, where } = await backup();
      const { cdf } = await listOwnedConfigFiles(context.places);
      const known: BackupCluster = await whichCluster(context, cdf[0]);
      const machineId = (await readFile(context.path('/etc/machine-id'), 'utf8').catch(() => '')).trim();
      const found = belongs(manifest, { ...known, names, machineId });
      if (found === undefined) return { ok: true };
      if (force) return { ok: true, warnings: [`${found}; it is restored because of --force`] };
      return { ok: false, refuse: true, code: 'BACKUP_OF_OTHER_CLUSTER', reason: found, where, hint: 'name a backup of this node; to make this machine take over that one\'s place: --force' };
    },
  };
}
