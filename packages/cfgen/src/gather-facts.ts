import type { ClusterDescription, Facts, FactsRequest, FactsSource } from '@hare/cdf';
import { factFields } from './fact-fields.js';
import { neededFacts, type NeededFacts } from './needed-facts.js';
import { readFact } from './read-fact.js';

/**
 * Looks up the facts missing in a CDF in the given sources, field by field; an earlier source takes
 * precedence. What is found nowhere is left out; `generateMotrConfig` then reports all of it at
 * once.
 */
export async function gatherFacts(
  description: ClusterDescription,
  sources: readonly FactsSource[],
): Promise<Facts> {
  const facts: Record<string, Readonly<Record<string, unknown>>> = {};
  let open = neededFacts(description);
  for (const source of sources) {
    if (open.length === 0) break;
    const found = await source.find(toRequests(open));
    for (const { key } of open) {
      const fields = factFields(found[key]);
      if (fields !== undefined) facts[key] = { ...fields, ...facts[key] };
    }
    open = open.filter((need) => !isComplete(need, facts[need.key]));
  }
  return facts;
}

function toRequests(needs: readonly NeededFacts[]): FactsRequest[] {
  const byNode = new Map<
    string,
    { readonly hostname: string; readonly machineId: string; readonly drives: string[] }
  >();
  for (const { node, path } of needs) {
    const request = byNode.get(node.hostname) ?? {
      hostname: node.hostname,
      machineId: node.machineId ?? '',
      drives: [],
    };
    byNode.set(node.hostname, request);
    if (path !== undefined) request.drives.push(path);
  }
  return [...byNode.values()];
}

function isComplete(
  need: NeededFacts,
  fields: Readonly<Record<string, unknown>> | undefined,
): boolean {
  return [...need.required, ...need.optional].every(
    (field) => readFact(fields, field).kind !== 'absent',
  );
}
