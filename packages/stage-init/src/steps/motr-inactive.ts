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
    title: 'No unit of Motr is active that hctl does not see',
    after: ['plan'],
    check: async (look) => {
      if ((await look(session.decision)).kind !== 'format')
        return { ok: true, note: 'nothing is formatted' };
      if ((await look(session.cluster.found)).state === 'running')
        return { ok: true, note: 'the cluster is shut down first' };
      const units = (await look(session.cluster.units)).filter(({ isMotr }) => isMotr);
      if (units.length === 0) return { ok: true };
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'MOTR_UNITS_ACTIVE',
          'hctl status says that the cluster does not run, but units of Motr are active: ' +
            nameUnits(units),
          { hint: `nothing was formatted; stop them: ${stopCommand(units)}` },
        ),
      };
    },
  };
}
