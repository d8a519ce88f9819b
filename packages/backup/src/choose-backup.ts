import { HareError } from '@hare/base';
import { firstOf } from '@hare/footprint';
import type { ArchiveSource } from './archive-source.js';

/** A backup, not read yet, and where exactly it was found. */
export interface FoundBackup {
  readonly source: ArchiveSource;
  readonly where: { readonly file?: string; readonly url?: string; readonly key?: string };
}

/** This host's backup, else the only one. @throws HareError `BACKUP_AMBIGUOUS` */
export function chooseBackup(
  found: readonly string[],
  ours: readonly string[],
  where: HareError['where'],
): string | undefined {
  const own = ours.find((each) => found.includes(each));
  if (own !== undefined || found.length <= 1) return own ?? found[0];
  throw new HareError(
    'BACKUP_AMBIGUOUS',
    `found ${found.length} backups, but none of this host: ${firstOf(found, 10).join(', ')}`,
    { where, hint: 'pass the node (--node NAME) or the file itself' },
  );
}
