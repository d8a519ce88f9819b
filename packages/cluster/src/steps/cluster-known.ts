import type { Step } from '@hare/stage';
import type { ClusterSession } from '../cluster-session.js';

/**
 * hctl can say whether the cluster runs: without that nothing may be started, stopped or formatted.
 */
export function clusterKnown(session: ClusterSession): Step {
  return {
    id: 'cluster',
    title: 'Check cluster state',
    after: ['hctl'],
    check: async (look) => {
      const { state, leftBy } = await look(session.found);
      const whose =
        leftBy === undefined
          ? ''
          : `, left by stage ${leftBy.stage}, interrupted at ${leftBy.time}`;
      return { ok: true, note: state === 'running' ? `running${whose}` : 'stopped' };
    },
  };
}
