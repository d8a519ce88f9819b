import { createHash } from 'node:crypto';
import type { ClusterNode, MotrConfig } from './motr-config.js';
import { uuidV5 } from './uuid-v5.js';

const nilUuid = '00000000-0000-0000-0000-000000000000';

/**
 * The UUID that Motr knows a node by: its machine-id, else the UUID v5 of cluster id and hostname.
 */
export function nodeUuid(
  config: MotrConfig,
  node: ClusterNode,
  clusterId: string = digestOfMachines(config),
): string {
  if (node.machineId !== undefined) return node.machineId;
  const namespace = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(clusterId)
    ? clusterId
    : uuidV5(nilUuid, clusterId);
  return uuidV5(namespace, node.hostname);
}

/**
 * Stands in for a cluster id where none is known: the digest of the sorted machine-ids, or of the
 * hostnames of nodes without.
 */
function digestOfMachines(config: MotrConfig): string {
  return createHash('sha256')
    .update(
      config.nodes
        .map(({ machineId, hostname }) => machineId ?? hostname)
        .sort()
        .join('\n'),
    )
    .digest('hex');
}
