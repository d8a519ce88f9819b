import { HareError } from '@hare/base';
import { type StageContext, type Step } from '@hare/stage';
import {
  type BackupManifest,
  belongs,
  collectBackup,
  describeChanges,
  isSameContent,
  readBackupRecord,
  thisMachine,
  verifyBackup,
} from '@hare/backup';
import { firstOf, machineNames } from '@hare/footprint';

/**
 * A whole backup of this node of this cluster exists: the way back. `target`: where; undefined:
 * where backup made the last one.
 */
export function backupVerified(context: StageContext, target: string | undefined): Step {
  return {
    id: 'backup',
    title: 'Verify the backup of this node',
    check: async () => {
      const place = target ?? (await readBackupRecord(context.places))?.target;
      if (place === undefined)
        return {
          ok: false,
          error: new HareError(
            'BACKUP_UNKNOWN',
            'no backup was made on this machine, and --target is missing',
            { hint: 'make a backup: hare_setup backup --target DIR' },
          ),
        };
      const names = await machineNames(context);
      const { manifest, where } = await verifyBackup(place, names);
      const other = belongs(manifest, await thisMachine(context, names));
      if (other !== undefined)
        return {
          ok: false,
          error: new HareError('BACKUP_OF_OTHER_CLUSTER', other, {
            where,
            hint: 'make a backup of this node: hare_setup backup --target DIR',
          }),
        };
      const note =
        `${where.file ?? where.url ?? ''}, made ${manifest.created}, ` +
        `${manifest.files.length} files`;
      return { ok: true, note, warnings: await changesSince(context, manifest) };
    },
  };
}

/** What a restore would not bring back. */
async function changesSince(
  context: StageContext,
  manifest: BackupManifest,
): Promise<readonly string[]> {
  const { manifest: now } = await collectBackup(context);
  if (isSameContent(manifest, now)) return [];
  const changes = describeChanges(manifest, now);
  return [
    'these changes are newer than the backup, and a restore would undo them: ' +
      `${firstOf(changes.length === 0 ? ['directories or modes'] : changes).join(', ')}; to ` +
      'update the backup: hare_setup backup',
  ];
}
