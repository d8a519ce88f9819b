import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { defineStage } from '@hare/stage';
import { collectBackup, packBackup } from '@hare/stage/backup';
import { cdfWritten, configurationGenerated, configurationSession, kvApplied, runRecorded } from '@hare/stage/configuration';

/** What config does, without that stage. */
export const configure = defineStage({
  name: 'configure',
  summary: 'configures',
  description: 'configures',
  changes: true,
  options: { cdfFormat: { flag: '--cdf-format', value: 'YEAR', description: 'format' } },
  examples: [],
  steps: (context) => {
    const session = configurationSession(context, { file: undefined, dialect: undefined, cdfFormat: context.options.cdfFormat, replace: true });
    return [cdfWritten(session), configurationGenerated(session), kvApplied(session), runRecorded(session)];
  },
});

/** A backup as the stage backup makes it, without that stage. */
export const save = defineStage({
  name: 'save',
  summary: 'saves',
  description: 'saves',
  changes: false,
  options: { to: { flag: '--to', value: 'FILE', default: '', description: 'where' } },
  examples: [],
  steps: async (context) => {
    await mkdir(path.dirname(context.options.to), { recursive: true });
    await writeFile(context.options.to, packBackup(await collectBackup(context)), { mode: 0o600 });
    return [];
  },
});
