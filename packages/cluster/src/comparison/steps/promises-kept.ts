import { HareError } from '@hare/base';
import { compareStatus } from '../../status/compare-status.js';
import { formatFinding } from '../../status/finding.js';
import type { Step } from '@hare/stage';
import type { ComparisonSession } from '../comparison-session.js';

export interface PromisesKeptOptions {
  /** What a device is whose state Motr does not know. */
  readonly unknownDevices: () => Promise<'warning' | 'failure'>;
  /** Ids of the steps without which there is nothing to compare. */
  readonly after: readonly string[];
}

/**
 * RFC 20, test: hctl's status shows everything that the cluster description promises; reports all
 * differences at once.
 */
export function promisesKept(
  session: ComparisonSession,
  { unknownDevices, after }: PromisesKeptOptions,
): Step {
  return {
    id: 'promises',
    title: 'Compare the cluster with its description',
    after,
    check: async (look) => {
      const [{ model }, unknown, status] = [
        await session.cluster.cdf(),
        await unknownDevices(),
        await look(session.status),
      ];
      if (status === undefined)
        return {
          ok: false,
          error: new HareError('CLUSTER_DOWN', 'the cluster is stopped', {
            hint: 'start the cluster: hctl bootstrap -c /var/lib/hare',
          }),
        };
      const all = compareStatus(model, status, session.context.settings.cluster.clients);
      const isFailure = (finding: (typeof all)[number]): boolean =>
        finding.severity === 'failure' || (finding.kind === 'unknown' && unknown === 'failure');
      const failures = all.filter(isFailure).map(formatFinding);
      const warnings = all.filter((finding) => !isFailure(finding)).map(formatFinding);
      if (failures.length > 0)
        return {
          ok: false,
          error: new HareError(
            'CLUSTER_DIFFERS',
            `${failures.length} ${failures.length === 1 ? 'difference' : 'differences'}`,
            {
              hint:
                'check the logs of the stopped services and the drives that are not online: hctl ' +
                'status',
            },
          ),
          findings: failures,
          warnings,
        };
      const services = status.nodes.reduce((sum, node) => sum + node.svcs.length, 0);
      const devices =
        status.devices === undefined
          ? 'devices not checked: this hctl does not report them'
          : `${status.devices.reduce((sum, node) => sum + node.devs.length, 0)} devices`;
      return {
        ok: true,
        note:
          `${status.nodes.length} ${status.nodes.length === 1 ? 'node' : 'nodes'}, ` +
          `${services} services, ${devices}`,
        warnings,
      };
    },
  };
}
