import type { ClusterDescription } from '@hare/cdf';
import type { ConfigWarning } from './motr-config.js';
import { ioEnclosures } from './plan-pools.js';

/** What works but may surprise: ports that lnet ignores, metadata pools with K above 3. */
export function configWarnings(description: ClusterDescription): ConfigWarning[] {
  return [
    ...description.nodes.flatMap(lnetPorts),
    ...automaticParity(description, ioEnclosures(description) - 1),
  ];
}

function lnetPorts({
  hostname,
  transportType,
  networkPorts,
}: ClusterDescription['nodes'][number]): ConfigWarning[] {
  if (transportType !== 'lnet' || networkPorts === undefined) return [];
  const { haxHttp: _, ...ignored } = networkPorts;
  const given = Object.values(ignored).some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined,
  );
  return given
    ? [
        {
          code: 'CFGEN_LNET_PORTS',
          message:
            `node ${hostname}: transport_type is lnet, so network_ports have no effect (except ` +
            'hax_http)',
        },
      ]
    : [];
}

function automaticParity(description: ClusterDescription, parityUnits: number): ConfigWarning[] {
  if (parityUnits <= 3) return [];
  return (['dix', 'md'] as const)
    .filter((type) => !description.pools.some((pool) => pool.type === type))
    .map((type) => ({
      code: 'CFGEN_AUTOMATIC_PARITY',
      message:
        `the CDF has no ${type} pool, so the default pool over all ${parityUnits + 1} nodes ` +
        `with data drives gets parity_units ${parityUnits}; to use fewer, add a ${type} pool ` +
        'to the CDF',
    }));
}
