import type { Step } from '@hare/stage';
import type { InitSession } from '../init-session.js';

/**
 * What init has to do follows from the description, the record of mkfs, the cluster, and which node
 * this is: all of that is known, and no bootstrap of an interrupted run changes it any more.
 */
export function planKnown(session: InitSession): Step {
  return {
    id: 'plan',
    title: 'Decide what to do',
    after: ['cdf', 'cluster', 'no-bootstrap-at-work'],
    check: async (look) => ({ ok: true, note: (await look.first(session.plan)).note }),
  };
}
