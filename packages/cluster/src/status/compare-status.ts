import type { ClusterDescription } from '@hare/cdf';
import type { ClusterStatus } from '@hare/hctl';
import { compareDevices } from './compare-devices.js';
import { comparePools } from './compare-pools.js';
import { compareServices } from './compare-services.js';
import { type ClientsNeed, expectedServices } from './expected-services.js';
import type { Finding } from './finding.js';

/**
 * Everything in which a running cluster differs from what its description promises, all at once, in
 * the description's order. Devices are compared when the status has them. `clients`: whether those
 * that serve users have to run, or it is only worth a warning when they do not.
 */
export function compareStatus(
  cdf: ClusterDescription,
  status: ClusterStatus,
  clients?: ClientsNeed,
): readonly Finding[] {
  return [
    ...compareServices(expectedServices(cdf, clients), status.nodes),
    ...comparePools(cdf, status),
    ...(status.devices === undefined ? [] : compareDevices(cdf, status.devices)),
  ];
}
