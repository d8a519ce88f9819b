import path from 'node:path';
import { HareError, isHareError, isNodeError, HeldFolder, lstatIfThere } from '@hare/base';
import {
  backupFileIn,
  bufferSource,
  fileSource,
  looksLikeBackup,
  openArchive,
  packBackup,
  writeStoredBackup,
  type BackupContent,
  type BackupTarget,
} from '@hare/backup';

/** The file that a backup is written to; undefined for a ConfStore. */
export function targetFile(target: BackupTarget, host: string): string | undefined {
  return target.kind === 'file'
    ? target.file
    : target.kind === 'folder'
      ? backupFileIn(target.folder, host)
      : undefined;
}

/** The target as that file, which may be one of many in a folder. */
export function fileTarget(target: BackupTarget, host: string): BackupTarget {
  const file = targetFile(target, host);
  return file === undefined ? target : { kind: 'file', file, text: file };
}

/**
 * @throws HareError `BACKUP_TARGET_TAKEN` if the target exists but is not a backup,
 * `BACKUP_TARGET` if its folder is a link or any user can replace what is in it
 */
export async function checkTargetFree(file: string): Promise<void> {
  const folder = path.dirname(file);
  const above = await lstatIfThere(folder);
  if (above?.isSymbolicLink() === true)
    throw new HareError('BACKUP_TARGET', 'the directory is a symbolic link', {
      where: { file: folder },
      hint: `use the directory that it points to: readlink -f ${folder}`,
    });
  if (above !== undefined && (above.mode & 0o1002) === 0o002)
    throw new HareError(
      'BACKUP_TARGET',
      'all users can replace files in this directory (mode ' +
        `${(above.mode & 0o7777).toString(8).padStart(4, '0')})`,
      {
        where: { file: folder },
        hint: `use another directory, or make this one private: chmod o-w ${folder}`,
      },
    );
  const stats = await lstatIfThere(file);
  if (stats === undefined) return;
  const hint = 'use another target, or move this file away';
  if (!stats.isFile())
    throw new HareError(
      'BACKUP_TARGET_TAKEN',
      `the target is ${stats.isSymbolicLink() ? 'a symbolic link' : 'not a file'}`,
      { where: { file }, hint },
    );
  if (stats.size > 0 && !looksLikeBackup(await headOf(file)))
    throw new HareError(
      'BACKUP_TARGET_TAKEN',
      'the target exists and is not a backup of hare_setup; it was not overwritten',
      { where: { file }, hint },
    );
}

async function headOf(file: string): Promise<Buffer> {
  const source = await fileSource(file);
  const parts: Buffer[] = [];
  if (source !== undefined)
    for await (const chunk of source.read(0, Math.min(64, source.sizeBytes))) parts.push(chunk);
  return Buffer.concat(parts);
}

/**
 * Puts a backup in its place, whole at any moment; only its owner can read it. One that restore
 * would refuse is not written.
 */
export async function writeBackup(
  target: BackupTarget,
  host: string,
  content: BackupContent,
): Promise<void> {
  const archive = packBackup(content);
  await openArchive(bufferSource(archive), {}, () => false).catch((cause: unknown) => {
    if (!isHareError(cause)) throw cause;
    throw new HareError(
      'BACKUP_TOO_LARGE',
      `the files of this machine are too large for a backup: ${cause.message}`,
      {
        hint: 'find the large files: du -ah /var/lib/hare | sort -h | tail',
        cause,
      },
    );
  });
  const file = targetFile(target, host);
  if (file === undefined)
    return writeStoredBackup(target.kind === 'store' ? target.url : '', host, archive);
  await checkTargetFree(file);
  const folder = makeTargetFolder(path.dirname(file), target.kind === 'folder' ? 0o700 : 0o755);
  await folder.closing((held) => held.write(path.basename(file), archive, { mode: 0o600 }));
}

/** @throws HareError `BACKUP_TARGET` where no directory can be made, such as below /proc */
function makeTargetFolder(folder: string, mode: number): HeldFolder {
  try {
    return HeldFolder.make(folder, { mode });
  } catch (error) {
    if (!isNodeError(error, 'ENOENT')) throw error;
    throw new HareError('BACKUP_TARGET', 'this directory cannot be created here', {
      where: { file: folder },
      hint: 'use another directory: hare_setup backup --target /var/backups/hare',
      cause: error,
    });
  }
}
