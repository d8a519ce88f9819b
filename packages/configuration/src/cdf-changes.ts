import { count } from '@hare/cli';
import type { ClusterDescription } from '@hare/cdf';

/**
 * What a new description changes, by meaning, a line each; of the first one how large the cluster
 * is.
 */
export async function cdfChanges(
  before: ClusterDescription | undefined,
  after: ClusterDescription,
): Promise<readonly string[]> {
  if (before === undefined) return [sizeOf(after)];
  const { diffCdf, formatChange } = await import('@hare/cdf');
  const changes = before === after ? [] : diffCdf(before, after).map(formatChange);
  return changes.length === 0 ? ['only the text changes, not what it means'] : changes;
}

function sizeOf({ nodes, pools }: ClusterDescription): string {
  const servers = nodes.flatMap(({ m0Servers }) => m0Servers);
  const drives = servers.flatMap(({ data, log = [] }) => [...data, ...log]);
  const clients = nodes
    .flatMap(({ m0Clients }) => m0Clients)
    .reduce((sum, { instances }) => sum + instances, 0);
  const counts = { node: nodes.length, drive: drives.length, client: clients, pool: pools.length };
  return Object.entries(counts)
    .map(([noun, amount]) => count(amount, noun))
    .join(', ');
}
