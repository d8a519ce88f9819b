import { HareError, leftoversOf, lstatIfThere } from '@hare/base';
import { guard, type Step, type Verdict } from '@hare/stage';
import {
  describeChanges,
  hasLooseParts,
  isSameContent,
  openArchive,
  readBackup,
  type BackupManifest,
} from '@hare/backup';
import { firstOf } from '@hare/footprint';
import type { BackupSession } from '../backup-session.js';
import { checkTargetFree, fileTarget, targetFile, writeBackup } from '../write-backup.js';
import { isWorthSaving } from './something-to-save.js';

/**
 * The target has a complete backup of the machine as it is now. An older or damaged one of this
 * machine is replaced; anything else is left alone.
 */
export function backupWritten(session: BackupSession): Step {
  const { target, host, hosts } = session;
  const file = targetFile(target, host);
  const existing = async (): Promise<BackupManifest | string> => {
    try {
      const found = await readBackup(fileTarget(target, host), hosts);
      return found === undefined
        ? 'no backup exists yet'
        : (await openArchive(found.source, found.where, () => false)).manifest;
    } catch (error) {
      if (
        error instanceof HareError &&
        (error.code === 'BACKUP_DAMAGED' || error.code === 'BACKUP_FOREIGN')
      )
        return `the existing file will be replaced: ${error.message}`;
      // Other hosts' backups in the same store do not matter.
      if (error instanceof HareError && error.code === 'BACKUP_AMBIGUOUS')
        return 'no backup of this host exists yet';
      throw error;
    }
  };
  const unfinished = async (): Promise<boolean> => {
    if (file === undefined)
      return target.kind === 'store' && (await hasLooseParts(target.url, host));
    const stats = await lstatIfThere(file);
    return (
      (await leftoversOf(file)).length > 0 ||
      (stats !== undefined && (stats.mode & 0o7777) !== 0o600)
    );
  };
  const judge = async (now: BackupManifest): Promise<Verdict> => {
    if (file !== undefined) await checkTargetFree(file);
    const before = await existing();
    const where = file ?? target.text;
    if (typeof before === 'string')
      return {
        ok: false,
        error: new HareError('STEP_NOT_EFFECTIVE', before),
        diff: firstOf([`+ ${where}`, ...now.files.map(({ name }) => `+   ${name}`)]).join('\n'),
      };
    const id = before.cluster.id;
    if (
      before.host === now.host &&
      id !== undefined &&
      now.cluster.id !== undefined &&
      id !== now.cluster.id
    ) {
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'BACKUP_OF_OTHER_CLUSTER',
          `the target contains a backup of another cluster (${id}, made ${before.created} on ` +
            `${before.host}); this cluster is ${now.cluster.id}`,
          { hint: 'use another target, or move that backup away' },
        ),
      };
    }
    if (!isSameContent(before, now))
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          `the backup of ${before.created} is out of date`,
        ),
        diff: firstOf([`~ ${where}`, ...describeChanges(before, now)]).join('\n'),
      };
    if (await unfinished())
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          'an earlier write was interrupted, or others can read the backup',
        ),
        diff: `~ ${where}`,
      };
    return {
      ok: true,
      note: `${where}, made ${before.created}`,
      figures: { target: target.text, created: before.created, files: now.files.length },
    };
  };
  return {
    id: 'backup',
    title: 'Write the backup',
    check: async () => judge((await session.collect()).manifest),
    apply: async (look) => {
      const content = await session.collect();
      const write = (): Promise<void> => writeBackup(target, host, content);
      // The machine may have lost its configuration meanwhile, and the target may have become
      // another's.
      await guard(look, [
        { check: () => Promise.resolve(isWorthSaving(content.manifest, session)) },
        { check: () => judge(content.manifest), apply: write },
      ]);
      await write();
    },
  };
}
