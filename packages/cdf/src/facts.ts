import type { Where } from '@hare/base';

/**
 * What is known about machines, keyed as in the KV: `{host}/facts` has `{processorcount,
 * memorysize_mb}`, `{host}/drives/{path without leading /}` has `{path, size, blksize}`,
 * `conf/node>{machine-id}>node_group` has text. A value may be the map itself or its JSON text.
 */
export type Facts = Readonly<Record<string, unknown>>;

/** What is asked about one node. */
export interface FactsRequest {
  readonly hostname: string;
  readonly machineId: string;
  /** Paths of the data and log devices whose size is needed. */
  readonly drives: readonly string[];
}

/** Somewhere that facts come from: a facts file, the KV, this machine. */
export interface FactsSource {
  /** For messages: `facts file /tmp/facts.json`. */
  readonly name: string;
  /** The place of an entry, also of a missing one; default: only its key. */
  readonly where?: (key: string) => Where;
  /**
   * What is known about these nodes; called with all nodes at once; other keys in the result do no
   * harm.
   */
  find(requests: readonly FactsRequest[]): Promise<Facts>;
}

/** The key of a node's own facts. */
export function nodeFactsKey(hostname: string): string {
  return `${hostname}/facts`;
}

/** The key of the facts of one of a node's drives. */
export function driveFactsKey(hostname: string, path: string): string {
  return `${hostname}/drives/${path.replace(/^\/+/, '')}`;
}

/** The key of the group that a node belongs to. */
export function nodeGroupKey(machineId: string): string {
  return `conf/node>${machineId}>node_group`;
}

/** The keys without which a node cannot be described; its group may be unknown. */
export function neededKeys(request: FactsRequest): readonly string[] {
  return [
    nodeFactsKey(request.hostname),
    ...request.drives.map((path) => driveFactsKey(request.hostname, path)),
  ];
}

/** Facts that are already there as a source. */
export function knownFacts(facts: Facts, name: string): FactsSource {
  return { name, find: () => Promise.resolve(facts) };
}

/**
 * Several sources as one: what an earlier one knows is not taken from a later one, which is only
 * asked about nodes that are not complete yet.
 */
export function firstKnownFacts(...sources: readonly FactsSource[]): FactsSource {
  const places = sources.flatMap((source) => source.where ?? []);
  return {
    name: sources.map((source) => source.name).join(', '),
    where: (key) => places[0]?.(key) ?? { key },
    async find(requests) {
      let known: Facts = {};
      for (const source of sources) {
        const open = incompleteRequests(requests, known);
        if (open.length > 0) known = { ...(await source.find(open)), ...known };
      }
      return known;
    },
  };
}

/** The requests of which a needed key is unknown. */
export function incompleteRequests(
  requests: readonly FactsRequest[],
  known: Facts,
): readonly FactsRequest[] {
  return requests.filter((request) =>
    neededKeys(request).some((key) => known[key] === undefined || known[key] === null),
  );
}
