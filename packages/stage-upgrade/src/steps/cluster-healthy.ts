import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import type { ClusterSession } from '@hare/cluster';

/** The cluster is down, or everything that its description promises runs. */
export function clusterHealthy(session: ClusterSession): Step {
  return {
    id: 'cluster-healthy',
    title: 'Check that the cluster is healthy or stopped',
    after: ['hctl', 'cluster'],
    check: async () => {
      const answer = await (await session.hctl()).statusJson({ devices: true });
      if (answer.kind === 'not-running') return { ok: true, note: 'stopped' };
      const { compareStatus, formatFinding } = await import('@hare/cluster');
      const all = compareStatus(
        (await session.cdf()).model,
        answer.status,
        session.context.settings.cluster.clients,
      );
      const failures = all.filter(({ severity }) => severity === 'failure').map(formatFinding);
      const warnings = all.filter(({ severity }) => severity !== 'failure').map(formatFinding);
      if (failures.length === 0) return { ok: true, note: 'healthy', warnings };
      return {
        ok: false,
        error: new HareError(
          'CLUSTER_UNHEALTHY',
          `the running cluster has ${failures.length} ` +
            `${failures.length === 1 ? 'difference' : 'differences'} from its description`,
          { hint: 'fix the differences, or stop the cluster before the upgrade: hctl shutdown' },
        ),
        findings: failures,
        warnings,
      };
    },
  };
}
