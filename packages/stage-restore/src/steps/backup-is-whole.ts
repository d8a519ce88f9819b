import type { Step } from '@hare/stage';
import type { RestoreSession } from '../restore-session.js';

/** The backup exists, and every checksum matches. */
export function backupIsWhole({ backup }: RestoreSession): Step {
  return {
    id: 'backup-whole',
    title: 'Verify the backup',
    check: async () => {
      const { manifest, isOwn } = await backup();
      return {
        ok: true,
        note:
          `${isOwn ? 'made here' : 'from elsewhere'}, of ${manifest.host}, made ` +
          `${manifest.created}: ${manifest.files.length} files, ` +
          `${manifest.kv.keys ?? 'no'} keys`,
      };
    },
  };
}
