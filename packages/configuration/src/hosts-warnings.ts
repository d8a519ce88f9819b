import { readFile } from 'node:fs/promises';
import type { ClusterDescription } from '@hare/cdf';
import type { StageContext } from '@hare/stage';
import { addressesIn, isLoopback } from '@hare/cluster';

/**
 * Names of nodes that this machine's hosts file gives nothing but loopback, as installers write it
 * for the machine's own name (127.0.1.1): services would listen where no other node reaches them.
 * One node alone may have it so.
 */
export async function hostsWarnings(
  { nodes }: ClusterDescription,
  context: Pick<StageContext, 'path'>,
): Promise<readonly string[]> {
  if (nodes.length < 2) return [];
  const hosts = await readFile(context.path('/etc/hosts'), 'utf8').catch(() => '');
  return nodes.flatMap(({ hostname }) => {
    const addresses = addressesIn(hosts, hostname);
    if (addresses.length === 0 || !addresses.every(isLoopback)) return [];
    return [
      `/etc/hosts resolves ${hostname} to ${addresses.join(', ')}, which other nodes cannot ` +
        'reach; use its address in the data network',
    ];
  });
}
