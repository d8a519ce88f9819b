import path from 'node:path';
import { writeFileAtomic } from '@hare/confstore/atomic';
import type { Places } from '../places.js';
import { readStateFile } from './read-state-file.js';

/** Where the last backup of this machine is: `<stateDir>/backup.json`. */
export interface BackupRecord {
  /** A path, or a ConfStore URL without its password. */
  readonly target: string;
}

/** The path of the record. */
export function backupRecordFile({ stateDir }: Pick<Places, 'stateDir'>): string {
  return path.join(stateDir, 'backup.json');
}

/** What backup recorded last; undefined when it never ran here. @throws HareError `STATE_FILE_BROKEN` */
export async function readBackupRecord(places: Pick<Places, 'stateDir'>): Promise<BackupRecord | undefined> {
  const { z } = await import('zod');
  const found = await readStateFile(backupRecordFile(places), z.object({ version: z.literal(1), target: z.string().min(1) }), 'run backup again; it writes this file: hare_setup backup --target URL');
  return found === undefined ? undefined : { target: found.target };
}

/** Records where a backup is; durable and whole at any moment. */
export async function writeBackupRecord(places: Pick<Places, 'stateDir'>, { target }: BackupRecord): Promise<void> {
  await writeFileAtomic(backupRecordFile(places), `${JSON.stringify({ version: 1, target }, undefined, 2)}\n`, { mode: 0o644 });
}
