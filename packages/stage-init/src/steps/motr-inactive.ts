import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import { nameUnits, stopCommand } from '@hare/cluster';
import type { InitSession } from '../init-session.js';

/**
 * Nothing is formatted while a service of Motr is active, whatever hctl says: it has the devices
 * open. What runs as a cluster is shut down first.
 */
export function motrInactive(session: InitSession): Step {
  return {
    id: 'motr-units',
    title: 'Check for leftover units of Motr',
    after: ['plan'],
    check: async (look) => {
      if ((await look(session.decision)).kind !== 'format')
        return { ok: true, note: 'nothing to format' };
      if ((await look(session.cluster.found)).state === 'running')
        return { ok: true, note: 'the cluster will be stopped first' };
      const units = (await look(session.cluster.units)).filter(({ isMotr }) => isMotr);
      if (units.length === 0) return { ok: true };
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'MOTR_UNITS_ACTIVE',
          'hctl status reports a stopped cluster, but units of Motr are active: ' +
            nameUnits(units),
          { hint: `stop these units: ${stopCommand(units)}` },
        ),
      };
    },
  };
}
