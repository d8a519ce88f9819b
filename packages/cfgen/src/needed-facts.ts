import {
  driveFactsKey,
  nodeFactsKey,
  type ClusterDescription,
  type DriveDescription,
  type NodeDescription,
} from '@hare/cdf';

export type FactField =
  'processorcount' | 'memorysize_mb' | 'data_iface_ip_addr' | 'size' | 'blksize';

/** One entry of facts that a CDF leaves open. */
export interface NeededFacts {
  readonly key: string;
  readonly node: NodeDescription;
  /** The device, when the entry is about one. */
  readonly path?: string;
  /** Without these there is no configuration. */
  readonly required: readonly FactField[];
  /** These have a fallback: the address of a node is its hostname. */
  readonly optional: readonly FactField[];
}

/** Everything that a CDF leaves to facts, node by node; empty for a CDF that says it all. */
export function neededFacts(description: ClusterDescription): NeededFacts[] {
  return description.nodes.flatMap((node) => [
    ...nodeNeeds(node),
    ...drivesOf(node).flatMap(({ drive, fields }) => driveNeeds(node, drive, fields)),
  ]);
}

function nodeNeeds(node: NodeDescription): NeededFacts[] {
  const required: FactField[] = [
    ...(node.processorCount === undefined ? (['processorcount'] as const) : []),
    ...(node.memorySizeMb === undefined ? (['memorysize_mb'] as const) : []),
  ];
  const optional: FactField[] = node.dataIfaceIpAddr === undefined ? ['data_iface_ip_addr'] : [];
  return required.length + optional.length === 0
    ? []
    : [{ key: nodeFactsKey(node.hostname), node, required, optional }];
}

function driveNeeds(
  node: NodeDescription,
  drive: DriveDescription,
  fields: readonly ('size' | 'blksize')[],
): NeededFacts[] {
  const required = fields.filter(
    (field) => (field === 'size' ? drive.sizeBytes : drive.blockSizeBytes) === undefined,
  );
  return required.length === 0
    ? []
    : [
        {
          key: driveFactsKey(node.hostname, drive.path),
          node,
          path: drive.path,
          required,
          optional: [],
        },
      ];
}

/**
 * The drives whose facts end up in the configuration: all data drives with size and block size, the
 * first log device with its size.
 */
function drivesOf(
  node: NodeDescription,
): { readonly drive: DriveDescription; readonly fields: readonly ('size' | 'blksize')[] }[] {
  return node.m0Servers
    .filter((server) => server.data.length > 0)
    .flatMap((server) => [
      ...server.data.map((drive) => ({ drive, fields: ['size', 'blksize'] as const })),
      ...(server.log ?? []).slice(0, 1).map((drive) => ({ drive, fields: ['size'] as const })),
    ]);
}
