import { HareError } from '@hare/base';
import type { StageContext, Step } from '@hare/stage';
import { openHctl } from '@hare/footprint';

/** The cluster does not run: its files and keys are not replaced under it. */
export function clusterIsDown(context: StageContext): Step {
  return {
    id: 'cluster-down',
    title: 'The cluster is down',
    check: async () => {
      const hctl = await openHctl(context);
      if (hctl === undefined)
        return {
          ok: true,
          warnings: [
            'hctl is not found, so the cluster is taken to be down; if it runs, stop it first',
          ],
        };
      if ((await hctl.status()) === 'not-running') return { ok: true };
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'CLUSTER_RUNS',
          'the cluster runs, and owns the files and keys that would be replaced',
          { hint: `stop it first: ${hctl.binary} shutdown` },
        ),
      };
    },
  };
}
