import { chmod, readFile } from 'node:fs/promises';
import { makeFolders, writeFileAtomic } from '@hare/confstore/atomic';
import { HareError } from '@hare/confstore/error';
import { backupFileIn, looksLikeBackup, packBackup, writeStoredBackup, type BackupContent, type BackupTarget } from '@hare/stage/backup';
import { leftoversOf, lstatIfThere, removeFiles } from '@hare/stage/owned';

/** The file that a backup is written to; undefined for a ConfStore. */
export function targetFile(target: BackupTarget, host: string): string | undefined {
  return target.kind === 'file' ? target.file : target.kind === 'folder' ? backupFileIn(target.folder, host) : undefined;
}

/** @throws HareError `BACKUP_TARGET_TAKEN` when something that is no backup stands at the target */
export async function checkTargetFree(file: string): Promise<void> {
  const stats = await lstatIfThere(file);
  if (stats === undefined) return;
  const hint = 'name another target, or move this away';
  if (!stats.isFile()) throw new HareError('BACKUP_TARGET_TAKEN', `the target is ${stats.isSymbolicLink() ? 'a symbolic link' : 'no file'}`, { where: { file }, hint });
  if (stats.size > 0 && !looksLikeBackup(await readFile(file))) throw new HareError('BACKUP_TARGET_TAKEN', 'the target is a file that is no backup of hare_setup, and it is not overwritten', { where: { file }, hint });
}

/** Puts a backup in its place, whole at any moment; only its owner can read it. */
export async function writeBackup(target: BackupTarget, host: string, content: BackupContent): Promise<void> {
  const archive = packBackup(content);
  const file = targetFile(target, host);
  if (file === undefined) return writeStoredBackup(target.kind === 'store' ? target.url : '', host, archive);
  await checkTargetFree(file);
  if (target.kind === 'folder') await makeFolders(target.folder, 0o700);
  await removeFiles(await leftoversOf(file));
  if ((await lstatIfThere(file)) !== undefined) await chmod(file, 0o600);
  await writeFileAtomic(file, archive, { mode: 0o600 });
}
