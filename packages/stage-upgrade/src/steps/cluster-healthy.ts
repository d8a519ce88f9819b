import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import type { ClusterSession } from '@hare/cluster';

/** The cluster is down, or everything that its description promises runs. */
export function clusterHealthy(session: ClusterSession): Step {
  return {
    id: 'cluster-healthy',
    title: 'The cluster is healthy or down',
    after: ['hctl', 'cluster'],
    check: async () => {
      const answer = await (await session.hctl()).statusJson({ devices: true });
      if (answer.kind === 'not-running') return { ok: true, note: 'it is down' };
      const { compareStatus, formatFinding } = await import('@hare/cluster');
      const all = compareStatus(
        (await session.cdf()).model,
        answer.status,
        session.context.settings.cluster.clients,
      );
      const failures = all.filter(({ severity }) => severity === 'failure').map(formatFinding);
      const warnings = all.filter(({ severity }) => severity !== 'failure').map(formatFinding);
      if (failures.length === 0)
        return { ok: true, note: 'it runs, and is what its description promises', warnings };
      return {
        ok: false,
        error: new HareError(
          'CLUSTER_UNHEALTHY',
          `the cluster runs with ${failures.length} ` +
            `${failures.length === 1 ? 'difference' : 'differences'} to its description`,
          { hint: 'repair it, or shut it down before the upgrade: hctl shutdown' },
        ),
        findings: failures,
        warnings,
      };
    },
  };
}
