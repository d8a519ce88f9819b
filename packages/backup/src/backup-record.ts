import path from 'node:path';
import { choice, list, openObject, optional, string } from '@hare/base/schema';
import { backupRecord } from '@hare/cluster';
import { type Places, readStateFile, writeStateFile } from '@hare/stage';

/** Where the last backup of this machine is: `<stateDir>/backup.json`. */
export interface BackupRecord {
  /** A path, or a ConfStore URL without its password. */
  readonly target: string;
  /**
   * The seals (sha256) of the backups that this machine made, the newest first: only those are its
   * own, and believed.
   */
  readonly made: readonly string[];
}

const keptSeals = 200;
const seal = string({ pattern: /^[0-9a-f]{64}$/, noun: 'a SHA-256' });
const recordSchema = openObject({
  version: choice(1),
  target: string({ notEmpty: true }),
  made: optional(list(seal, { most: 10 * keptSeals })),
});

function backupRecordFile({ stateDir }: Pick<Places, 'stateDir'>): string {
  return path.join(stateDir, backupRecord);
}

/**
 * What backup recorded last; undefined when it never ran here. @throws HareError
 * `STATE_FILE_BROKEN`
 */
export async function readBackupRecord(
  places: Pick<Places, 'stateDir'>,
): Promise<BackupRecord | undefined> {
  const found = await readStateFile(
    backupRecordFile(places),
    recordSchema,
    'run backup, which writes this file again: hare_setup backup --target URL',
  );
  return found === undefined ? undefined : { target: found.target, made: found.made ?? [] };
}

/** Records where a backup is, and that this machine made it; durable and whole at any moment. */
export async function recordBackup(
  places: Pick<Places, 'stateDir'>,
  target: string,
  seal: string,
): Promise<void> {
  const before = await readBackupRecord(places);
  const made = [...new Set([seal, ...(before?.made ?? [])])].slice(0, keptSeals);
  await writeStateFile(
    backupRecordFile(places),
    `${JSON.stringify({ version: 1, target, made }, undefined, 2)}\n`,
    { aside: true },
  );
}
