import { hostname } from 'node:os';
import type { StageContext } from '@hare/stage';
import { collectBackup, type BackupContent, type BackupTarget } from '@hare/backup';

/** What the steps of one backup share. */
export interface BackupSession {
  readonly context: StageContext;
  readonly target: BackupTarget;
  /** Under which name this machine's backup is kept. */
  readonly host: string;
  /** Names under which an earlier one may be found. */
  readonly hosts: readonly string[];
  /** What the machine has now. */
  readonly collect: () => Promise<BackupContent>;
}

export function backupSession(
  context: StageContext,
  target: BackupTarget,
  names: readonly string[],
): BackupSession {
  const host = names[0] ?? hostname();
  return { context, target, host, hosts: [host], collect: () => collectBackup(context) };
}
