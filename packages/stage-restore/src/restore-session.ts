import { existsSync } from 'node:fs';
import { HareError, once, type Given } from '@hare/base';
import { seen, type Seen, type StageContext, unfinishedBackup } from '@hare/stage';
import {
  type BackupTarget,
  openArchive,
  type OpenedArchive,
  readBackup,
  readBackupRecord,
} from '@hare/backup';
import { machineNames } from '@hare/footprint';
import { planRestore, type RestorePlan } from './restore-plan.js';

/** The backup that is restored. */
export interface OpenedBackup extends OpenedArchive {
  /** This machine made it: its seal is recorded in the state folder. */
  readonly isOwn: boolean;
}

/** What the steps of one restore share. */
export interface RestoreSession {
  readonly context: StageContext;
  readonly target: BackupTarget;
  /** This machine's names, the best first. */
  readonly names: readonly string[];
  /** The backup, read and verified once. @throws HareError `BACKUP_MISSING`, `BACKUP_DAMAGED`, … */
  readonly backup: Given<OpenedBackup>;
  /** What is different on the machine now. */
  readonly plan: Seen<RestorePlan>;
}

export async function restoreSession(
  context: StageContext,
  target: BackupTarget,
  withSettings: boolean,
): Promise<RestoreSession> {
  const names = await machineNames(context);
  const backup: Given<OpenedBackup> = once(() => openBackup(context, target, names));
  return {
    context,
    target,
    names,
    backup,
    plan: seen(async () => planRestore(context, await backup(), withSettings)),
  };
}

async function openBackup(
  { places }: StageContext,
  target: BackupTarget,
  names: readonly string[],
): Promise<OpenedBackup> {
  const found = await readBackup(target, names);
  const unfinished = unfinishedBackup(places);
  if (found === undefined) {
    const hint = existsSync(unfinished)
      ? `complete the interrupted restore: hare_setup restore --target ${unfinished}`
      : 'correct --target: it names the archive, or the directory or store with it';
    throw new HareError('BACKUP_MISSING', `no backup exists at ${target.text}`, { hint });
  }
  const archive = await openArchive(found.source, found.where);
  return {
    ...archive,
    isOwn: (await readBackupRecord(places))?.made.includes(archive.sha256) === true,
  };
}
