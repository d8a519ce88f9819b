import type { Step } from '@hare/stage';
import type { BackupSession } from '../backup-session.js';

/** There is a configuration. Without one, a good backup would be replaced by an empty one. */
export function somethingToSave(session: BackupSession): Step {
  const { context } = session;
  return {
    id: 'configuration',
    title: 'There is a configuration to save',
    check: async () => {
      const { manifest } = await session.collect();
      const configured = manifest.files.some(
        ({ name }) => name === 'state/config.json' || name.endsWith('/cluster.yaml'),
      );
      if (configured)
        return {
          ok: true,
          note: `${manifest.files.length} files, ${manifest.kv.keys === undefined ? 'no KV' : `${manifest.kv.keys} keys`}`,
          ...(manifest.kv.absent === undefined
            ? {}
            : { warnings: [`without keys of the KV: ${manifest.kv.absent}`] }),
        };
      return {
        ok: false,
        refuse: true,
        code: 'NOTHING_TO_BACK_UP',
        reason: `there is neither a cluster description nor a record of config`,
        where: { file: context.places.varDir },
        hint: 'run config first: hare_setup config --config URL',
      };
    },
  };
}
