import { parseStoreUrl, HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import type { UpgradeSession } from '../upgrade-session.js';

/**
 * The ConfStore matches the changeset, in the format of this release; its comments stay, and a copy
 * of a changed file is kept next to it.
 */
export function confStoreChanged(session: UpgradeSession): Step {
  const { context } = session;
  const url = context.configUrl ?? '';
  return {
    id: 'confstore',
    title:
      context.options.changeset === undefined
        ? 'Convert the ConfStore to this release'
        : 'Apply the changeset to the ConfStore',
    ...(context.options.changeset === undefined ? {} : { after: ['changeset'] }),
    check: async () => {
      const { edits, after } = await session.confStore();
      context.masker.learnFrom(await after.data());
      await after.close();
      const { lines, warnings } = edits;
      if (lines.length === 0)
        return {
          ok: true,
          ...(context.options.changeset === undefined
            ? {}
            : { note: `all ${(await session.changes()).length} keys are up to date` }),
          warnings,
        };
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          `${lines.length} ${lines.length === 1 ? 'key' : 'keys'} to change`,
        ),
        diff: lines.join('\n'),
        warnings,
      };
    },
    apply: async () => {
      const [{ openConfStore }, { applyEdits }] = await Promise.all([
        import('@hare/confstore'),
        import('../conf-store/apply-edits.js'),
      ]);
      const { scheme, path } = parseStoreUrl(url);
      const store = await openConfStore(url, { maps: true });
      try {
        await store.update(async (locked) => {
          // Planned again under the lock: others may have changed it since the check.
          const { edits, after } = await session.confStore();
          await after.close();
          if (!['dir', 'consul', 'dict'].includes(scheme)) await session.keep(path);
          await applyEdits(locked, edits);
        });
      } finally {
        await store.close();
      }
    },
  };
}
