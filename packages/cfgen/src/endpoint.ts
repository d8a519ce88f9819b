import {
  basePort,
  type DataIfaceType,
  type NetworkPorts,
  type PortUser,
  type TransportType,
} from '@hare/cdf';

/** Where a Motr process listens. */
export interface Endpoint {
  /** As Motr reads it: `inet:tcp:10.0.0.1@21001`, `10.0.0.1@tcp:12345:2:1`. */
  readonly text: string;
  /** The text without its last number, as Consul's service address. */
  readonly address: string;
  /** The last number: the port (libfab) or transfer machine (lnet), as Consul's port. */
  readonly port: number;
}

/** The network of one node, as far as its endpoints need it. */
export interface EndpointHost {
  readonly address: string;
  readonly iface: DataIfaceType;
  readonly transport: TransportType;
  readonly ports: NetworkPorts | undefined;
}

/** Gives every process its own endpoint: called once per process, in order of creation. */
export type EndpointAllocator = (host: EndpointHost, user: PortUser) => Endpoint;

/**
 * An allocator for one cluster. Processes of one address that share a base port (libfab) or a
 * portal (lnet) are numbered in the order in which they ask: 21002, 21003, … or transfer machine 1,
 * 2, ….
 */
export function createEndpointAllocator(): EndpointAllocator {
  const used = new Map<string, number>();
  return (host, user) => {
    const base = host.transport === 'lnet' ? lnetPortal(user) : basePort(host.ports, user);
    const place = `${host.transport} ${host.address} ${base}`;
    const earlier = used.get(place) ?? 0;
    used.set(place, earlier + 1);
    if (host.transport === 'lnet') {
      const address = `${host.address}@${host.iface}:12345:${base}`;
      return { text: `${address}:${earlier + 1}`, address, port: earlier + 1 };
    }
    const address = `inet:${host.iface}:${host.address}`;
    return { text: `${address}@${base + earlier}`, address, port: base + earlier };
  };
}

function lnetPortal(user: PortUser): number {
  if (user.kind === 'hax') return 1;
  if (user.kind !== 'client') return 2;
  return user.name === 'm0_client_s3' ? 3 : 4;
}
