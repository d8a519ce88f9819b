import { waitUntilStarted } from '../../status/wait-until-started.js';
import { isHareError, HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import type { ComparisonSession } from '../comparison-session.js';

/**
 * A cluster that was started for the test is given its time; what is missing after that is found by
 * the comparison.
 */
export function timeToStart({ cluster }: ComparisonSession): Step {
  const { context, progress } = cluster;
  let isOver = false;
  return {
    id: 'time-to-start',
    title: 'Wait for services to start',
    after: ['bootstrap'],
    temporary: true,
    check: () =>
      Promise.resolve(
        progress.start !== 'started' || isOver
          ? { ok: true }
          : {
              ok: false,
              error: new HareError('STEP_NOT_EFFECTIVE', 'the cluster has just been started'),
            },
      ),
    apply: async () => {
      const deadline = new Date(context.now().getTime() + cluster.startMs);
      try {
        await waitUntilStarted({
          hctl: await cluster.hctl(),
          cdf: (await cluster.cdf()).model,
          timeoutMs: cluster.startMs,
          clients: context.settings.cluster.clients,
          sleep: (ms) => context.sleep(ms),
          onWaiting: (missing) =>
            context.progress(
              `waiting for ${missing.length} ${missing.length === 1 ? 'service' : 'services'}`,
              deadline,
            ),
        });
      } catch (error) {
        if (!isHareError(error) || context.signal.aborted) throw error;
        context.log.info(`not all services started in time: ${error.message}`);
      }
      isOver = true;
    },
  };
}
