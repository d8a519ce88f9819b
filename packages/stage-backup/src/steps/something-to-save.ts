import { HareError } from '@hare/base';
import type { Step, Verdict } from '@hare/stage';
import type { BackupManifest } from '@hare/backup';
import type { BackupSession } from '../backup-session.js';

/** There is a configuration. Without one, a good backup would be replaced by an empty one. */
export function somethingToSave(session: BackupSession): Step {
  return {
    id: 'configuration',
    title: 'Find the configuration to save',
    check: async () => isWorthSaving((await session.collect()).manifest, session),
  };
}

/** Whether a configuration was collected. */
export function isWorthSaving({ files, kv }: BackupManifest, { context }: BackupSession): Verdict {
  const configured = files.some(
    ({ name }) => name === 'state/config.json' || name.endsWith('/cluster.yaml'),
  );
  if (configured)
    return {
      ok: true,
      note: `${files.length} files, ${kv.keys === undefined ? 'no KV' : `${kv.keys} keys`}`,
      ...(kv.absent === undefined ? {} : { warnings: [`without KV keys: ${kv.absent}`] }),
    };
  return {
    ok: false,
    refuse: true,
    error: new HareError(
      'NOTHING_TO_BACK_UP',
      `nothing to back up: no cluster description and no record of config`,
      {
        where: { file: context.places.varDir },
        hint: 'run config first: hare_setup config --config URL',
      },
    ),
  };
}
