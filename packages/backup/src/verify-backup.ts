import { HareError } from '@hare/base';
import type { BackupManifest } from './backup-manifest.js';
import { parseBackupTarget, readBackup } from './backup-target.js';
import { openArchive } from './unpack-backup.js';

/** A backup that was found whole. */
export interface VerifiedBackup {
  readonly manifest: BackupManifest;
  /** File, or URL and key. */
  readonly where: HareError['where'];
}

/**
 * Whether a target has a complete backup: every checksum is compared. For stages that continue only
 * with one.
 * @throws HareError `BACKUP_MISSING`, `BACKUP_DAMAGED`, `BACKUP_FOREIGN` …
 */
export async function verifyBackup(
  target: string,
  hosts: readonly string[],
): Promise<VerifiedBackup> {
  const parsed = parseBackupTarget(target);
  const found = await readBackup(parsed, hosts);
  if (found === undefined)
    throw new HareError('BACKUP_MISSING', `no backup exists at ${parsed.text}`, {
      hint: `make a backup: hare_setup backup --target ${parsed.text}`,
    });
  const { manifest } = await openArchive(found.source, found.where, () => false);
  return { manifest, where: found.where };
}
