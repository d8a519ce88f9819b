import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { HareError, maskUrl, storeUrlOf } from '@hare/base';
import { localPath } from '@hare/cli';
import { fileSource } from './archive-source.js';
import { chooseBackup, type FoundBackup } from './choose-backup.js';

/**
 * Where a backup is: a file, in a folder under the host's name, or in pieces below one name of a
 * ConfStore.
 */
export type BackupTarget =
  | { readonly kind: 'file'; readonly file: string; readonly text: string }
  | { readonly kind: 'folder'; readonly folder: string; readonly text: string }
  | { readonly kind: 'store'; readonly url: string; readonly text: string };

/**
 * Reads what `--target` says: a ConfStore URL, a `.tar.gz` or `.tgz`, else a folder. @throws
 * HareError `BACKUP_TARGET`
 */
export function parseBackupTarget(given: string): BackupTarget {
  const text = maskUrl(given);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(given)?.[1]?.toLowerCase();
  if (scheme === 'dict' || scheme === 'jsonmessage')
    throw new HareError('BACKUP_TARGET', `${scheme}: stores nothing permanently`, {
      hint: 'use a directory, a .tar.gz file or a permanent ConfStore: --target /var/backups/hare',
    });
  if (scheme !== undefined && scheme !== 'file')
    return { kind: 'store', url: storeUrlOf(given), text };
  const place = localPath(given, '--target');
  return /\.(tar\.gz|tgz)$/.test(place)
    ? { kind: 'file', file: place, text }
    : { kind: 'folder', folder: place, text };
}

/** The file of a host's backup in a folder. */
export function backupFileIn(folder: string, host: string): string {
  return path.join(folder, `hare_backup_${host.replaceAll(/[^\w.-]/g, '_')}.tar.gz`);
}

/**
 * Reads the backup at a target: this host's (`hosts`, the best name first), else the only one
 * there. Undefined when there is none.
 * @throws HareError `BACKUP_AMBIGUOUS`, `BACKUP_TARGET`, `BACKUP_TOO_LARGE`, and those of the
 *   ConfStore
 */
export async function readBackup(
  target: BackupTarget,
  hosts: readonly string[],
): Promise<FoundBackup | undefined> {
  if (target.kind === 'store') {
    const { readStoredBackup } = await import('./stored-backup.js');
    return readStoredBackup(target.url, hosts);
  }
  const file = target.kind === 'file' ? target.file : await chooseFile(target.folder, hosts);
  const source = file === undefined ? undefined : await fileSource(file);
  return file === undefined || source === undefined ? undefined : { source, where: { file } };
}

async function chooseFile(folder: string, hosts: readonly string[]): Promise<string | undefined> {
  const names = await readdir(folder).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw new HareError('BACKUP_TARGET', `the directory cannot be read: ${message}`, {
      where: { file: folder },
      hint: 'use a directory, a .tar.gz file or a ConfStore URL',
      cause: error,
    });
  });
  const found = names
    .filter((name) => /^hare_backup_.+\.tar\.gz$/.test(name))
    .map((name) => path.join(folder, name));
  return chooseBackup(
    found,
    hosts.map((host) => backupFileIn(folder, host)),
    { file: folder },
  );
}
