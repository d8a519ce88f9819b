import { HareError } from '@hare/base';
import type { StageContext, Step } from '@hare/stage';
import { openHctl } from '@hare/footprint';

/** The cluster does not run: its files and keys are not replaced under it. */
export function clusterIsDown(context: StageContext): Step {
  return {
    id: 'cluster-down',
    title: 'Check that the cluster is stopped',
    check: async () => {
      const hctl = await openHctl(context);
      if (hctl === undefined)
        return {
          ok: true,
          warnings: [
            'hctl was not found, so the cluster is assumed to be stopped; if it is running, ' +
              'stop it first',
          ],
        };
      if ((await hctl.status()) === 'not-running') return { ok: true };
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'CLUSTER_RUNS',
          'the cluster is running and uses the files and keys that would be replaced',
          { hint: `stop the cluster first: ${hctl.binary} shutdown` },
        ),
      };
    },
  };
}
