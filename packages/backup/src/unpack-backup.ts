import { createHash } from 'node:crypto';
import { HareError } from '@hare/base';
import { damaged, openSeal, type SealedArchive } from './archive-seal.js';
import { bufferSource, tooLarge, type ArchiveSource } from './archive-source.js';
import { backupLimits, isLookedInto, memberLimit } from './backup-limits.js';
import { parseManifest, type BackupFile, type BackupManifest } from './backup-manifest.js';
import { isBackupName } from './backup-names.js';
import type { BackupContent } from './pack-backup.js';
import { memberRefused, tarMembers, type TarMember } from './tar-members.js';

type Where = HareError['where'];

/** A backup that was found whole. */
export interface OpenedArchive extends BackupContent {
  /** Of the sealed archive. */
  readonly sha256: string;
  readonly source: ArchiveSource;
  readonly where: Where;
}

/**
 * Reads a backup and believes nothing: the seal, the kind, name and size of every member, and size
 * and sha256 of every file that the manifest names, no more and no fewer. Nothing is written
 * anywhere; of large members nothing is kept (`keep`: which are).
 * @throws HareError `BACKUP_FOREIGN`, `BACKUP_DAMAGED`, `BACKUP_MEMBER_REFUSED`, `BACKUP_NEWER`,
 *   `BACKUP_TOO_LARGE`
 */
export async function openArchive(
  source: ArchiveSource,
  where: Where,
  keep: (name: string) => boolean = isLookedInto,
): Promise<OpenedArchive> {
  const sealed = await openSeal(source, where);
  const bytes = new Map<string, Buffer>();
  const read = new Set<string>();
  let manifest: BackupManifest | undefined;
  let expectedFiles: ReadonlyMap<string, BackupFile> = new Map();
  let keptBytes = 0;
  for await (const member of tarMembers(sealed.tar(), where)) {
    if (manifest === undefined) {
      manifest = await readManifest(member, where);
      expectedFiles = new Map(manifest.files.map((file) => [file.name, file]));
      continue;
    }
    const expected = expectedOf(member, expectedFiles, read, where);
    const hash = createHash('sha256');
    const parts: Buffer[] = [];
    const isKept = keep(member.name);
    if (isKept) keptBytes += member.sizeBytes;
    if (keptBytes > backupLimits.keptBytes)
      throw tooLarge('the small files of the backup are larger than allowed', where);
    for await (const chunk of member.body()) {
      hash.update(chunk);
      if (isKept) parts.push(chunk);
    }
    if (hash.digest('hex') !== expected.sha256)
      throw damaged(`${member.name} differs from the manifest`, where);
    if (isKept) bytes.set(member.name, Buffer.concat(parts));
    read.add(member.name);
  }
  if (manifest === undefined) throw damaged('it has no manifest', where);
  for (const { name } of manifest.files) {
    if (!isBackupName(name))
      throw new HareError(
        'BACKUP_MEMBER_REFUSED',
        `the manifest contains ${JSON.stringify(name.slice(0, 200))}, which is not a file of ` +
          'a backup',
        { where, hint: 'do not use this backup; nothing was changed' },
      );
    if (!read.has(name)) throw damaged(`${name} is missing`, where);
  }
  return { manifest, bytes, sha256: sealed.sha256, source, where };
}

/** The whole of a backup that is in memory. */
export async function unpackBackup(archive: Buffer, where: Where): Promise<BackupContent> {
  const { manifest, bytes } = await openArchive(bufferSource(archive), where, () => true);
  return { manifest, bytes };
}

/**
 * Reads members of an archive again, that was found whole before: `sha256` says which one. @throws
 * HareError `BACKUP_DAMAGED` when it is another one by now
 */
export async function* readMembers(
  source: ArchiveSource,
  sha256: string,
  where: Where,
): AsyncGenerator<TarMember> {
  const sealed: SealedArchive = await openSeal(source, where);
  if (sealed.sha256 !== sha256) throw damaged('it was replaced while it was read', where);
  yield* tarMembers(sealed.tar(), where);
}

/** The manifest comes first, so that it is known what must follow. */
async function readManifest(member: TarMember, where: Where): Promise<BackupManifest> {
  const refused = refusedName(member.name);
  if (refused !== undefined) throw memberRefused(member.name, refused, where);
  if (member.name !== 'manifest.json') throw damaged('it does not start with a manifest', where);
  if (member.sizeBytes > backupLimits.manifestBytes)
    throw tooLarge(`its manifest has ${member.sizeBytes} bytes, more than allowed`, where);
  const parts: Buffer[] = [];
  for await (const chunk of member.body()) parts.push(chunk);
  const manifest = parseManifest(Buffer.concat(parts).toString('utf8'), where);
  checkManifest(manifest, where);
  return manifest;
}

function expectedOf(
  { name, sizeBytes }: TarMember,
  files: ReadonlyMap<string, BackupFile>,
  read: ReadonlySet<string>,
  where: Where,
): BackupFile {
  const refused =
    refusedName(name) ??
    (read.has(name) || name === 'manifest.json' ? 'is there twice' : undefined);
  if (refused !== undefined) throw memberRefused(name, refused, where);
  const expected = files.get(name);
  if (expected === undefined) throw damaged(`its manifest does not contain ${name}`, where);
  if (expected.size !== sizeBytes) throw damaged(`${name} differs from the manifest`, where);
  return expected;
}

function refusedName(name: string): string | undefined {
  if (name.startsWith('/')) return 'has an absolute path';
  if (name.split('/').includes('..')) return 'leads out of its directory';
  return name === 'manifest.json' || isBackupName(name) ? undefined : 'is not a file of a backup';
}

function checkManifest({ files, folders, kv }: BackupManifest, where: Where): void {
  // Names that a file system may take for one and the same are one.
  const names = new Set(files.map(({ name }) => name.normalize('NFC').toLowerCase()));
  if (names.size !== files.length) throw damaged('its manifest contains a file twice', where);
  if (files.length > backupLimits.members || folders.length > backupLimits.members)
    throw tooLarge(
      `its manifest contains ${files.length} files and ${folders.length} directories, more ` +
        'than allowed',
      where,
    );
  for (const { name, size } of files) {
    if (size > memberLimit(name))
      throw tooLarge(`${name} has ${size} bytes, more than allowed`, where);
  }
  if (files.reduce((sum, { size }) => sum + size, 0) > backupLimits.totalBytes)
    throw tooLarge(
      `the files of the backup are larger than ${backupLimits.totalBytes} bytes`,
      where,
    );
  for (const { name } of folders)
    if (!isFolderName(name))
      throw new HareError(
        'BACKUP_MEMBER_REFUSED',
        `the manifest contains the directory ${JSON.stringify(name.slice(0, 200))}`,
        { where, hint: 'do not use this backup; nothing was changed' },
      );
  if ((kv.keys !== undefined) !== files.some(({ name }) => name === 'kv.json'))
    throw damaged('its manifest and kv.json do not match', where);
}

/** Folders that backup names: those of generated files and of state. */
function isFolderName(name: string): boolean {
  return (
    /^(?:state|var(?:\/(?:sysconfig(?:\/[^/]+){0,2}|consul-(?:server|client)-conf))?)$/.test(
      name,
    ) && !name.split('/').some((part) => part === '..' || part === '.')
  );
}
