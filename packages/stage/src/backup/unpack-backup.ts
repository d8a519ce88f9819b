import { createHash } from 'node:crypto';
import { HareError } from '@hare/confstore/error';
import { Parser, type ReadEntry } from 'tar';
import { damaged, openSeal } from './archive-seal.js';
import { parseManifest, type BackupManifest } from './backup-manifest.js';
import { isBackupName } from './backup-names.js';
import type { BackupContent } from './pack-backup.js';

type Where = HareError['where'];

/**
 * Reads a backup and believes nothing: the seal, the kind and name of every member, and size and sha256 of every file that the manifest names,
 * no more and no fewer. Nothing is written anywhere.
 * @throws HareError `BACKUP_FOREIGN`, `BACKUP_DAMAGED`, `BACKUP_MEMBER_REFUSED`, `BACKUP_NEWER`
 */
export async function unpackBackup(archive: Buffer, where: Where): Promise<BackupContent> {
  const members = await readMembers(openSeal(archive, where), where);
  const text = members.get('manifest.json');
  if (text === undefined) throw damaged('it has no manifest', where);
  members.delete('manifest.json');
  const manifest = await parseManifest(text.toString('utf8'), where);
  checkFiles(manifest, members, where);
  return { manifest, bytes: members };
}

async function readMembers(tar: Buffer, where: Where): Promise<Map<string, Buffer>> {
  const members = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    const parser = new Parser({ strict: true });
    const refuse = (entry: ReadEntry): void => {
      const what = entry.type === 'File' || entry.type === 'OldFile' ? refusedName(entry.path, members) : `is a ${entry.type}`;
      if (what !== undefined) reject(new HareError('BACKUP_MEMBER_REFUSED', `the member ${JSON.stringify(entry.path)} ${what}; such a backup was not made by hare_setup`, { where, hint: 'do not use it; nothing was changed' }));
    };
    parser.on('ignoredEntry', (entry: ReadEntry) => {
      refuse(entry);
      entry.resume();
    });
    parser.on('entry', (entry: ReadEntry) => {
      refuse(entry);
      const chunks: Buffer[] = [];
      members.set(entry.path, Buffer.alloc(0));
      entry.on('data', (chunk: Buffer) => chunks.push(chunk));
      entry.on('end', () => members.set(entry.path, Buffer.concat(chunks)));
    });
    parser.on('error', (error: Error) => reject(damaged(error.message, where, error)));
    parser.on('end', () => resolve());
    parser.end(tar);
  });
  return members;
}

function refusedName(name: string, members: ReadonlyMap<string, unknown>): string | undefined {
  if (name.startsWith('/')) return 'has an absolute path';
  if (name.split('/').includes('..')) return 'leaves the place it belongs to';
  if (members.has(name)) return 'is there twice';
  return name === 'manifest.json' || isBackupName(name) ? undefined : 'is none of the files that a backup holds';
}

function checkFiles({ files, folders, kv }: BackupManifest, members: ReadonlyMap<string, Buffer>, where: Where): void {
  const names = new Set(files.map(({ name }) => name));
  if (names.size !== files.length) throw damaged('its manifest names a file twice', where);
  for (const name of members.keys()) if (!names.has(name)) throw damaged(`its manifest does not name ${name}`, where);
  for (const { name, size, sha256 } of files) {
    const bytes = members.get(name);
    if (!isBackupName(name)) throw new HareError('BACKUP_MEMBER_REFUSED', `the manifest names ${JSON.stringify(name)}, which is none of the files that a backup holds`, { where, hint: 'do not use it; nothing was changed' });
    if (bytes === undefined) throw damaged(`${name} is missing`, where);
    if (bytes.length !== size || createHash('sha256').update(bytes).digest('hex') !== sha256) throw damaged(`${name} is not as the manifest says`, where);
  }
  for (const { name } of folders) if (name.startsWith('/') || name.split('/').some((part) => part === '..' || part === '')) throw new HareError('BACKUP_MEMBER_REFUSED', `the manifest names the folder ${JSON.stringify(name)}`, { where, hint: 'do not use it; nothing was changed' });
  if ((kv.keys !== undefined) !== names.has('kv.json')) throw damaged('its manifest and kv.json do not agree', where);
}
