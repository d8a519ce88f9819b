import type { Step } from '../../step.js';
import type { ClusterSession } from '../cluster-session.js';

/** The cluster description that config wrote can be read and is valid. */
export function cdfValid(session: ClusterSession): Step {
  return {
    id: 'cdf',
    title: 'The cluster description is valid',
    check: async () => {
      const { file, model, warnings } = await session.cdf();
      return { ok: true, note: `${file}: ${model.nodes.length} ${model.nodes.length === 1 ? 'node' : 'nodes'}`, warnings };
    },
  };
}
