import type { ClusterDescription } from '@hare/cdf';
import type { ClusterStatus } from './cluster-status.js';
import { compareDevices } from './compare-devices.js';
import { comparePools } from './compare-pools.js';
import { compareServices } from './compare-services.js';
import { expectedServices } from './expected-services.js';
import type { Finding } from './finding.js';

/**
 * Everything in which a running cluster differs from what its description promises, all at once, in the description's order.
 * Devices are compared when the status has them.
 */
export function compareStatus(cdf: ClusterDescription, status: ClusterStatus): readonly Finding[] {
  return [
    ...compareServices(expectedServices(cdf), status.nodes),
    ...comparePools(cdf, status),
    ...(status.devices === undefined ? [] : compareDevices(cdf, status.devices)),
  ];
}
