import { createHash } from 'node:crypto';
import type { ClusterDescription } from '@hare/cdf';
import type { MapStore } from '@hare/confstore';
import { namesAt, textAt } from './conf-store.js';

/**
 * Which cluster this is: `cluster>id` or a `cluster_id` of the ConfStore, else the digest of the
 * sorted machine-ids, else of the host names.
 */
export async function clusterId(
  cdf: Pick<ClusterDescription, 'nodes'> & Partial<ClusterDescription>,
  store: MapStore | undefined,
): Promise<string> {
  const machines =
    store === undefined
      ? []
      : [
          ...(await namesAt(store, 'cluster>server_nodes')),
          ...(await namesAt(store, 'server_node')),
          ...(await namesAt(store, 'node')),
        ];
  if (store !== undefined) {
    for (const key of [
      'cluster>id',
      'cluster_id',
      ...machines.flatMap((machine) =>
        ['server_node', 'node'].map((map) => `${map}>${machine}>cluster_id`),
      ),
    ]) {
      const id = await textAt(store, key);
      if (id !== undefined) return id;
    }
  }
  const ofCdf = cdf.nodes.flatMap((node) => node.machineId ?? []);
  const ids =
    [ofCdf, machines].find((list) => list.length > 0) ?? cdf.nodes.map((node) => node.hostname);
  return `sha256:${createHash('sha256')
    .update([...new Set(ids)].sort().join('\n'))
    .digest('hex')}`;
}
