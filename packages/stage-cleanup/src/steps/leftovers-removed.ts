import type { StageContext, Step } from '@hare/stage';
import { removeTree, HareError } from '@hare/base';
import { summarize } from '@hare/footprint';
import { listBootstrapLeftovers } from '../state-files.js';

/**
 * What hctl bootstrap left is gone: the data of Hare's Consul, and copies of the configuration that
 * the next bootstrap would use.
 */
export function leftoversRemoved(context: Pick<StageContext, 'path'>): Step {
  return {
    id: 'bootstrap-leftovers',
    title: 'Remove the files of hctl bootstrap',
    after: ['cluster-down'],
    check: async () => {
      const found = await listBootstrapLeftovers(context);
      return found.length === 0
        ? { ok: true }
        : {
            ok: false,
            error: new HareError(
              'STEP_NOT_EFFECTIVE',
              `${summarize(found.length, 'file')} of hctl bootstrap`,
            ),
            diff: found.map((file) => `- ${file}`).join('\n'),
          };
    },
    // A file is removed itself, a folder with everything in it, no link is followed.
    apply: async () => {
      for (const each of await listBootstrapLeftovers(context)) await removeTree(each);
    },
  };
}
