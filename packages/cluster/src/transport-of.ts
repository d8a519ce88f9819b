import type { ClusterDescription, TransportType } from '@hare/cdf';

/**
 * The transport for `hctl bootstrap --xprt`: what the first node that says one says; undefined
 * leaves it to hctl.
 */
export function transportOf({ nodes }: ClusterDescription): TransportType | undefined {
  return nodes.find((node) => node.transportType !== undefined)?.transportType;
}
