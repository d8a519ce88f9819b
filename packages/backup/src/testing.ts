import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { defineStage } from '@hare/stage';
import { openSeal } from './archive-seal.js';
import { bufferSource } from './archive-source.js';
import { recordBackup } from './backup-record.js';
import { collectBackup } from './collect-backup.js';
import { packBackup } from './pack-backup.js';

/**
 * A backup as the stage backup makes it, without that stage: for the tests of stages that need one.
 */
export const saver = defineStage({
  name: 'save',
  summary: 'saves',
  description: 'saves',
  changes: false,
  options: { to: { flag: '--to', value: 'FILE', default: '', description: 'where' } },
  examples: [],
  steps: async (context) => {
    await mkdir(path.dirname(context.options.to), { recursive: true });
    const archive = packBackup(await collectBackup(context));
    await writeFile(context.options.to, archive, { mode: 0o600 });
    await recordBackup(
      context.places,
      context.options.to,
      (await openSeal(bufferSource(archive), {})).sha256,
    );
    return [];
  },
});
