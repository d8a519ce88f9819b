import {
  factsFromFile,
  factsFromKv,
  type ClusterDescription,
  type Facts,
  type FactsSource,
} from '@hare/cdf';
import type { MapStore } from '@hare/confstore';
import { factsFromMachine } from '../gather-local-facts.js';
import { gatherFacts } from '../gather-facts.js';
import { neededFacts } from '../needed-facts.js';

export interface FactsOptions {
  /** A facts file. */
  readonly facts?: string | undefined;
  /** A ConfStore URL. */
  readonly kv?: string | undefined;
  readonly root?: string | undefined;
}

/**
 * What a CDF leaves open, from the facts file, the KV and this machine, in this order; `node` is
 * the node that this machine is.
 */
export async function commandFacts(
  model: ClusterDescription,
  node: string | undefined,
  options: FactsOptions,
): Promise<Facts> {
  const stores: MapStore[] = [];
  try {
    return await gatherFacts(model, await sources(model, node, options, stores));
  } finally {
    for (const store of stores) await store.close();
  }
}

async function sources(
  model: ClusterDescription,
  node: string | undefined,
  options: FactsOptions,
  stores: MapStore[],
): Promise<FactsSource[]> {
  const open = async (url: string): Promise<MapStore> => {
    const { openConfStore } = await import('@hare/confstore');
    const store = await openConfStore(url, { maps: true });
    stores.push(store);
    return store;
  };
  const found: FactsSource[] = [];
  if (options.facts !== undefined)
    found.push(await factsFromFile(await open(`json:${options.facts}`)));
  if (options.kv !== undefined && neededFacts(model).length > 0)
    found.push(factsFromKv(await open(options.kv)));
  if (node !== undefined)
    found.push(
      factsFromMachine({
        hostname: node,
        dataIface: model.nodes.find(({ hostname }) => hostname === node)?.dataIface,
        root: options.root,
      }),
    );
  return found;
}
