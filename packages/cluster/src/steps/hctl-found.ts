import type { Step } from '@hare/stage';
import type { ClusterSession } from '../cluster-session.js';

/** hctl is on this machine. */
export function hctlFound(session: ClusterSession): Step {
  return {
    id: 'hctl',
    title: 'Find hctl',
    check: async () => ({ ok: true, note: await session.hctlPath() }),
  };
}
