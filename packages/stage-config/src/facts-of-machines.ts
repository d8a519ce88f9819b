import { knownFacts, nodeGroupKey, patientFacts, type ClusterDescription, type FactsRequest, type FactsSource } from '@hare/cdf';
import type { FactSources } from '@hare/cfgen';
import type { StageContext } from '@hare/stage';

/**
 * The facts that a dialect asks for: from the facts file alone when one is given; else from the KV, waiting for nodes that have not written theirs yet,
 * and from this machine for its own node.
 */
export async function factsOfMachines(context: StageContext, sources: (requests: readonly FactsRequest[]) => Promise<FactSources>): Promise<FactsSource> {
  if (context.factsFile !== undefined) {
    const { readFactsFile } = await import('@hare/cfgen');
    return knownFacts(await readFactsFile(context.factsFile), `facts file ${context.factsFile}`);
  }
  const source: FactsSource = {
    name: context.kvUrl === undefined ? 'this machine' : 'the KV and this machine',
    find: async (requests) => {
      const { gatherFacts } = await import('@hare/cfgen');
      const from = await sources(requests);
      const groups = await Promise.all(requests.map(async ({ machineId }) => [nodeGroupKey(machineId), await from.kv?.(nodeGroupKey(machineId))] as const));
      return { ...(await gatherFacts(asDescription(requests), from)), ...Object.fromEntries(groups.filter(([, group]) => typeof group === 'string')) };
    },
  };
  if (context.kvUrl === undefined) return source;
  const timeoutMs = context.timeoutMs ?? context.settings.timeouts.facts;
  return patientFacts(source, {
    timeoutMs,
    now: () => context.now().getTime(),
    sleep: (ms) => context.sleep(ms),
    onWait: (hostnames, remainingMs) => context.progress(`waiting for the facts of ${hostnames.join(', ')}`, new Date(context.now().getTime() + remainingMs)),
  });
}

/** A description that leaves exactly these facts open. */
function asDescription(requests: readonly FactsRequest[]): ClusterDescription {
  return {
    nodes: requests.map(({ hostname, machineId, drives }) => ({ hostname, machineId, dataIface: '', dataIfaceIpAddr: hostname, m0Servers: [{ data: drives.map((path) => ({ path })) }], m0Clients: [] })),
    pools: [],
  };
}
