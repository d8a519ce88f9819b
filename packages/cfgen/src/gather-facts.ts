import type { ClusterDescription } from '@hare/cdf';
import { factFields, type Facts } from './facts.js';
import { gatherLocalFacts, type LocalFactsRequest } from './gather-local-facts.js';
import { neededFacts, type NeededFacts } from './needed-facts.js';
import { readFact } from './read-fact.js';

export interface FactSources {
  /** The content of a facts file. */
  readonly file?: Facts | undefined;
  /** Looks a key up in the KV; undefined when it is not there. */
  readonly kv?: ((key: string) => Promise<unknown>) | undefined;
  /** This machine, when it is a node of the cluster. */
  readonly local?: Pick<LocalFactsRequest, 'hostname' | 'root' | 'sysfs' | 'machine'> | undefined;
}

/**
 * Looks up everything that a CDF leaves open, in this order: facts file, KV, this machine (for its own node only), field by field.
 * What is found nowhere is left out; `generateMotrConfig` then names it all at once.
 */
export async function gatherFacts(description: ClusterDescription, sources: FactSources): Promise<Facts> {
  const facts: Record<string, unknown> = {};
  const open: NeededFacts[] = [];
  for (const need of neededFacts(description)) {
    let known = factFields(sources.file?.[need.key]);
    if (sources.kv !== undefined && !isComplete(need, known)) {
      const found = factFields(await sources.kv(need.key));
      if (found !== undefined) known = { ...found, ...known };
    }
    if (known !== undefined) facts[need.key] = known;
    if (!isComplete(need, known) && need.node.hostname === sources.local?.hostname) open.push(need);
  }
  const [first] = open;
  if (sources.local === undefined || first === undefined) return facts;
  const local = await gatherLocalFacts({ ...sources.local, dataIface: first.node.dataIface, devices: open.flatMap(({ path }) => path ?? []) });
  for (const { key } of open) facts[key] = { ...factFields(local[key]), ...factFields(facts[key]) };
  return facts;
}

function isComplete(need: NeededFacts, fields: Readonly<Record<string, unknown>> | undefined): boolean {
  return [...need.required, ...need.optional].every((field) => readFact(fields, field).kind !== 'absent');
}
