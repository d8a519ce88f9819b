import type { Step } from '@hare/stage';
import type { InitSession } from '../init-session.js';

/**
 * What init has to do follows from the description, the record of mkfs, the cluster, and which node
 * this is: all of that is known.
 */
export function planKnown(session: InitSession): Step {
  return {
    id: 'plan',
    title: 'Decide what to do',
    after: ['cdf', 'cluster'],
    check: async (look) => ({ ok: true, note: (await look.first(session.plan)).note }),
  };
}
