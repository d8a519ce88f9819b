import { factsFromKv, type ClusterDescription, type Facts, type FactsSource } from '@hare/cdf';
import { factsFromMachine } from '../facts-from-machine.js';
import { gatherFacts } from '../gather-facts.js';
import { neededFacts } from '../needed-facts.js';
import { readFactsFile } from '../read-facts-file.js';

export interface FactsOptions {
  /** A facts file. */
  readonly facts?: string;
  /** A ConfStore URL. */
  readonly kv?: string;
  readonly root?: string;
}

/** What a CDF leaves open, from the facts file, the KV and this machine, in this order; `node` is the node that this machine is. */
export async function commandFacts(model: ClusterDescription, node: string | undefined, options: FactsOptions): Promise<Facts> {
  const file = options.facts === undefined ? [] : [await readFactsFile(options.facts)];
  const machine = node === undefined ? [] : [factsFromMachine({ hostname: node, dataIface: model.nodes.find(({ hostname }) => hostname === node)?.dataIface, root: options.root })];
  if (options.kv === undefined || neededFacts(model).length === 0) return gatherFacts(model, [...file, ...machine]);
  return withKv(options.kv, (kv) => gatherFacts(model, [...file, kv, ...machine]));
}

async function withKv<T>(url: string, body: (source: FactsSource) => Promise<T>): Promise<T> {
  const { openConfStore } = await import('@hare/confstore');
  const store = await openConfStore(url);
  try {
    return await body(factsFromKv(store));
  } finally {
    await store.close();
  }
}
