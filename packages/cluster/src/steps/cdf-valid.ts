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
    title: 'Validate the cluster description',
    check: async (look) => {
      const { file, text, model, warnings } = await session.cdf();
      if ((await look(session.cdfOnDisk)) !== text)
        return {
          ok: false,
          refuse: true,
          error: new HareError(
            'CDF_CHANGED',
            'another process changed the cluster description while this stage ran',
            { where: { file }, hint: 'check the new version, then run this stage again' },
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
