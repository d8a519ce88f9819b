import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import type { ClusterSession } from '../cluster-session.js';

/**
 * The cluster description that config wrote can be read and is valid; and it is still the one that
 * this run has read.
 */
export function cdfValid(session: ClusterSession): Step {
  return {
    id: 'cdf',
    title: 'The cluster description is valid',
    check: async (look) => {
      const { file, text, model, warnings } = await session.cdf();
      if ((await look(session.cdfOnDisk)) !== text)
        return {
          ok: false,
          refuse: true,
          error: new HareError(
            'CDF_CHANGED',
            'the cluster description was changed by somebody else while this stage ran',
            { where: { file }, hint: 'see what it says now, then run this stage again' },
          ),
        };
      return {
        ok: true,
        note: `${file}: ${model.nodes.length} ${model.nodes.length === 1 ? 'node' : 'nodes'}`,
        warnings,
      };
    },
  };
}
