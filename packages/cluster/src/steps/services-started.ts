import { isHareError, HareError } from '@hare/base';
import { formatFinding, type Finding } from '../status/finding.js';
import { waitUntilStarted } from '../status/wait-until-started.js';
import type { Look, Step } from '@hare/stage';
import type { ClusterSession } from '../cluster-session.js';
import {
  isShutDownMeanwhile,
  shutDownMeanwhile,
  type BootstrapPlan,
} from './cluster-bootstrapped.js';

/**
 * Every service that the description promises is started; a cluster that was just bootstrapped is
 * given time.
 */
export function servicesStarted(
  session: ClusterSession,
  plan: (look: Look) => Promise<BootstrapPlan>,
): Step {
  const { context, progress } = session;
  return {
    id: 'services',
    title: 'Wait for services to start',
    after: ['bootstrap'],
    check: async (look) => {
      const { wanted, foreign = false } = await plan(look);
      if (!wanted) return { ok: true, note: 'not needed' };
      if (foreign && (await isShutDownMeanwhile(session, look)))
        return { ok: true, note: shutDownMeanwhile };
      const findings = await lookAt(session, look);
      if (findings === undefined)
        return {
          ok: false,
          error: new HareError('CLUSTER_NOT_STARTED', 'the state of the services is not known yet'),
        };
      if (findings.length === 0) return { ok: true };
      return {
        ok: false,
        error: new HareError(
          'CLUSTER_NOT_STARTED',
          `${findings.length} ${findings.length === 1 ? 'service is' : 'services are'} not running`,
        ),
        findings: findings.map(formatFinding),
      };
    },
    apply: async () => {
      // A cluster that ran before has had its time.
      const timeoutMs =
        progress.start === 'started'
          ? session.startMs
          : (context.timeoutMs ?? context.settings.timeouts.status);
      const deadline = new Date(context.now().getTime() + timeoutMs);
      await waitUntilStarted({
        hctl: await session.hctl(),
        cdf: (await session.cdf()).model,
        timeoutMs,
        clients: context.settings.cluster.clients,
        sleep: (ms) => context.sleep(ms),
        onWaiting: (missing) =>
          context.progress(
            'waiting for ' +
              missing.map(({ node, name }) => `${name} of ${node ?? '?'}`).join(', '),
            deadline,
          ),
      });
    },
  };
}

/** Right after a bootstrap the status may not be there yet: that is to be waited for. */
async function lookAt(
  session: ClusterSession,
  look: Look,
): Promise<readonly Finding[] | undefined> {
  try {
    return await look(session.services);
  } catch (error) {
    if (
      !isHareError(error) ||
      session.progress.start !== 'started' ||
      session.context.signal.aborted
    )
      throw error;
    return undefined;
  }
}
