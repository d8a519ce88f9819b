import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import { belongs, thisMachine } from '@hare/backup';
import { firstOf } from '@hare/footprint';
import type { RestoreSession } from '../restore-session.js';

/**
 * The backup is of this cluster and of this node, as this machine knows them, or it is forced. What
 * it says of itself proves nothing.
 */
export function backupIsOurs(
  { context, backup, names, plan }: RestoreSession,
  force: boolean,
): Step {
  return {
    id: 'backup-ours',
    title: 'Check that the backup is from this node',
    after: ['backup-whole'],
    check: async (look) => {
      const { manifest, where, isOwn } = await backup();
      const machine = await thisMachine(context, names);
      // A backup that this machine made is of it, where nothing that it knows contradicts.
      const found =
        isOwn && machine.id === undefined && machine.nodes.length === 0
          ? undefined
          : belongs(manifest, machine);
      if (found === undefined)
        return {
          ok: true,
          note: isOwn ? 'made on this machine' : 'made on another machine of this cluster',
        };
      if (!force)
        return {
          ok: false,
          refuse: true,
          error: new HareError('BACKUP_OF_OTHER_CLUSTER', found, {
            where,
            hint: 'use a backup of this node; to replace that node with this machine, add --force',
          }),
        };
      const { files, kv } = await look(plan);
      const brings = firstOf(
        [...files.map(({ place }) => place), ...[...kv.sets.keys()].map((key) => `key ${key}`)],
        20,
      );
      return {
        ok: true,
        warnings: [
          `${found}; restored because of --force`,
          `--force also restores: ${brings.join(', ')}`,
        ],
      };
    },
  };
}
