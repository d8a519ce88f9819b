import { HareError } from '@hare/base';
import {
  activeUnits,
  nameUnits,
  stopCommand,
  bootstrapsOnMachine,
  readBootstrapMark,
  removeBootstrapMark,
} from '@hare/cluster';
import type { StageContext, Step } from '@hare/stage';
import { openHctl, type HctlPlaces } from '../open-hctl.js';

export interface ClusterDown {
  readonly step: Step;
  /** Whether this run shut it down. */
  readonly wasShutDown: () => boolean;
}

/**
 * The cluster is down on this node: hctl says so, and nothing is left of a bootstrap that was cut
 * short.
 */
export function clusterDown(context: HctlPlaces & Pick<StageContext, 'now' | 'root'>): ClusterDown {
  const { places } = context;
  const timeoutMs = context.timeoutMs ?? context.settings.timeouts.shutdown;
  const atWork = (): Promise<readonly number[]> => bootstrapsOnMachine(context);
  const mark = (): ReturnType<typeof readBootstrapMark> =>
    readBootstrapMark(places, context.now(), Number.POSITIVE_INFINITY);
  let wasShutDown = false;
  return {
    wasShutDown: () => wasShutDown,
    step: {
      id: 'cluster-down',
      title: 'Check that the cluster is stopped',
      check: async () => {
        const hctl = await openHctl(context);
        if (hctl === undefined)
          return {
            ok: true,
            warnings: [
              'hctl was not found, so the cluster is assumed to be stopped; if it is ' +
                'running, set the path: HARE_HCTL=/path/to/hctl',
            ],
          };
        const diff = `$ ${hctl.binary} shutdown`;
        if ((await hctl.status()) === 'running')
          return {
            ok: false,
            error: new HareError('CLUSTER_RUNS', 'the cluster is running', {
              hint: `stop the cluster: ${hctl.binary} shutdown`,
            }),
            diff,
          };
        const pids = await atWork();
        if (pids.length > 0)
          return {
            ok: false,
            error: new HareError(
              'BOOTSTRAP_AT_WORK',
              `hctl bootstrap of an interrupted stage is still running: PID ${pids.join(', ')}`,
            ),
            diff,
          };
        const { mark: left, stale } = await mark();
        if (left !== undefined || stale)
          return {
            ok: false,
            error: new HareError(
              'STEP_NOT_EFFECTIVE',
              'a bootstrap was ' +
                `interrupted${left === undefined ? '' : ` in stage ${left.stage} at ${left.time}`}: ` +
                'parts of the cluster may be running',
            ),
            diff,
          };
        const units = await activeUnits(context);
        if (units.length > 0)
          return {
            ok: false,
            error: new HareError(
              'CLUSTER_UNITS_LEFT',
              'hctl status reports a stopped cluster, but units are still active: ' +
                nameUnits(units),
              { hint: `stop these units: ${stopCommand(units)}` },
            ),
            diff,
          };
        return { ok: true };
      },
      apply: async () => {
        const hctl = await openHctl(context);
        if (hctl === undefined) return;
        const deadline = new Date(context.now().getTime() + timeoutMs);
        for (
          let pids = await atWork();
          pids.length > 0 && context.now() < deadline;
          pids = await atWork()
        ) {
          context.progress(
            `waiting for hctl bootstrap of an interrupted stage: PID ${pids.join(', ')}`,
            deadline,
          );
          await context.sleep(200);
        }
        context.progress('stopping the cluster', deadline);
        wasShutDown = true;
        await hctl.shutdown();
        await removeBootstrapMark(places);
      },
    },
  };
}
