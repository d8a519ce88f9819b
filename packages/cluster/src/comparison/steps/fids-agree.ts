import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import type { ComparisonSession } from '../comparison-session.js';

/** What runs has the fids that the configuration gives. */
export function fidsAgree(session: ComparisonSession): Step {
  return {
    id: 'fids',
    title: 'Compare the fids of running services',
    after: ['promises'],
    check: async (look) => {
      const [status, { compareFids }] = [
        await look(session.status),
        await import('../compare-fids.js'),
      ];
      if (status === undefined)
        return { ok: false, error: new HareError('CLUSTER_DOWN', 'the cluster is stopped') };
      const findings = compareFids(await session.configuration(), status);
      return findings.length === 0
        ? { ok: true }
        : {
            ok: false,
            error: new HareError(
              'FIDS_DIFFER',
              `${findings.length} ${findings.length === 1 ? 'fid differs' : 'fids differ'}`,
              {
                hint: 'stop the cluster, run config, and start the cluster again: hctl shutdown',
              },
            ),
            findings,
          };
    },
  };
}
