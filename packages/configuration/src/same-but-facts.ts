import { isDeepStrictEqual } from 'node:util';
import type { ClusterDescription, DriveDescription } from '@hare/cdf';

/**
 * True when two descriptions differ at most in facts of the machines: cores, memory, addresses,
 * sizes of drives.
 */
export function sameButFacts(a: ClusterDescription, b: ClusterDescription): boolean {
  return isDeepStrictEqual(withoutFacts(a), withoutFacts(b));
}

function withoutFacts(cluster: ClusterDescription): unknown {
  const drive = ({ path }: DriveDescription): string => path;
  const nodes = cluster.nodes.map(
    ({ processorCount: _cores, memorySizeMb: _memory, dataIfaceIpAddr: _address, ...node }) => ({
      ...node,
      m0Servers: node.m0Servers.map((server) => ({
        ...server,
        data: server.data.map(drive),
        log: server.log?.map(drive),
      })),
    }),
  );
  return JSON.parse(JSON.stringify({ ...cluster, nodes }));
}
