import { isHareError } from '@hare/confstore/error';
import type { Step } from '../../step.js';
import type { ClusterSession } from '../cluster-session.js';
import { serviceFindings } from '../service-findings.js';
import { isShutDownMeanwhile, shutDownMeanwhile, type BootstrapPlan } from './cluster-bootstrapped.js';

/** Every service that the description promises is started; a cluster that was just bootstrapped is given time. */
export function servicesStarted(session: ClusterSession, plan: () => Promise<BootstrapPlan>): Step {
  const { context, progress } = session;
  return {
    id: 'services',
    title: 'The services are started',
    after: ['bootstrap'],
    check: async () => {
      const { wanted, foreign = false } = await plan();
      if (!wanted) return { ok: true, note: 'the cluster need not run' };
      if (foreign && (await isShutDownMeanwhile(session))) return { ok: true, note: shutDownMeanwhile };
      const findings = await lookAt(session);
      if (findings === undefined) return { ok: false, reason: 'their state is not known yet', code: 'CLUSTER_NOT_STARTED' };
      progress.servicesStarted = findings.length === 0;
      if (progress.servicesStarted) return { ok: true };
      const { formatFinding } = await import('@hare/hctl');
      return { ok: false, reason: `${findings.length} ${findings.length === 1 ? 'service does' : 'services do'} not run`, code: 'CLUSTER_NOT_STARTED', findings: findings.map(formatFinding) };
    },
    apply: async () => {
      const { waitUntilStarted } = await import('@hare/hctl');
      // A cluster that ran before has had its time.
      const timeoutMs = progress.start === 'started' ? session.startMs : (context.timeoutMs ?? context.settings.timeouts.status);
      const deadline = new Date(context.now().getTime() + timeoutMs);
      await waitUntilStarted({
        hctl: await session.hctl(),
        cdf: (await session.cdf()).model,
        timeoutMs,
        sleep: (ms) => context.sleep(ms),
        onWaiting: (missing) => context.progress(`waiting for ${missing.map(({ node, name }) => `${name} of ${node ?? '?'}`).join(', ')}`, deadline),
      });
    },
  };
}

/** Right after a bootstrap the status may not be there yet: that is to be waited for. */
async function lookAt(session: ClusterSession): Promise<Awaited<ReturnType<typeof serviceFindings>>> {
  try {
    return await serviceFindings(session);
  } catch (error) {
    if (!isHareError(error) || session.progress.start !== 'started' || session.context.signal.aborted) throw error;
    return undefined;
  }
}
