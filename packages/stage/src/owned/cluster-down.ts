import type { Step } from '../step.js';
import { readJournal } from '../state/journal.js';
import { cutShort } from './cut-short.js';
import { openHctl, type HctlPlaces } from './open-hctl.js';

export interface ClusterDown {
  readonly step: Step;
  /** Whether the cluster ran when this was first asked. */
  ranBefore(): boolean;
}

/** The cluster is down on this node: hctl says so. Also shuts down what a killed stage may have half started. */
export function clusterDown(context: HctlPlaces): ClusterDown {
  let ran = false;
  let wasShutDown = false;
  return {
    ranBefore: () => ran,
    step: {
      id: 'cluster-down',
      title: 'The cluster is down',
      check: async () => {
        const hctl = await openHctl(context);
        if (hctl === undefined) return { ok: true, warnings: ['hctl is not found, so nothing of the cluster is taken to run; if it does, name hctl: HARE_HCTL=/path/to/hctl'] };
        if ((await hctl.status()) === 'running') {
          ran = true;
          return { ok: false, reason: 'the cluster runs', diff: `$ ${hctl.binary} shutdown`, hint: `stop it: ${hctl.binary} shutdown` };
        }
        const killed = wasShutDown ? undefined : cutShort(await readJournal(context.places));
        if (killed === undefined) return { ok: true };
        return { ok: false, reason: `${killed.stage} of ${killed.time} was cut short, and may have left parts of a cluster running`, diff: `$ ${hctl.binary} shutdown` };
      },
      apply: async () => {
        const hctl = await openHctl(context);
        if (hctl === undefined) return;
        context.progress('shutting the cluster down', new Date(Date.now() + (context.timeoutMs ?? context.settings.timeouts.shutdown)));
        await hctl.shutdown();
        wasShutDown = true;
      },
    },
  };
}
