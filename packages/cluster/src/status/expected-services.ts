import type { ClusterDescription, M0ClientDescription } from '@hare/cdf';

/** A process of Motr's configuration, with the service under which `hctl status` shows it. */
export interface ExpectedService {
  readonly node: string;
  /** The first is how hctl calls it; the others are accepted. */
  readonly names: readonly [string, ...string[]];
  readonly fid: string;
  readonly need: ServiceNeed;
}

/**
 * `required`: without it the cluster does not run. `expected`: a client that serves users, which
 * `hctl bootstrap` of newer Hare leaves to others to start. `optional`: a slot for a program that
 * an administrator starts when needed.
 */
export type ServiceNeed = 'required' | 'expected' | 'optional';

/** The setting `cluster.clients`: what the clients are that serve users. */
export type ClientsNeed = Exclude<ServiceNeed, 'optional'>;

/**
 * The services that a cluster description promises, in the order in which Motr's processes are
 * numbered: node by node hax, the m0_servers, then the instances of each client. Fids follow from
 * that order.
 */
export function expectedServices(
  cdf: ClusterDescription,
  clients: ClientsNeed = 'expected',
): readonly ExpectedService[] {
  let key = 0;
  const nextFid = (): string => `0x7200000000000001:0x${(key++).toString(16)}`;
  return cdf.nodes.flatMap(({ hostname: node, m0Servers, m0Clients }) => [
    { node, names: ['hax'] as const, fid: nextFid(), need: 'required' as const },
    ...m0Servers.flatMap((server) => {
      const fid = nextFid();
      const names = [
        ...(server.runsConfd === true ? ['confd'] : []),
        ...(server.data.length > 0 ? ['ioservice'] : []),
      ];
      return names.map((name) => ({
        node,
        names: [name] as const,
        fid,
        need: 'required' as const,
      }));
    }),
    ...m0Clients.flatMap((client) =>
      Array.from({ length: client.instances }, () => ({
        node,
        ...clientService(client, clients),
        fid: nextFid(),
      })),
    ),
  ]);
}

/** Clients of these names serve users' requests. */
const servingClients: ReadonlySet<string> = new Set(['rgw_s3', 's3', 'm0_client_s3']);

function clientService(
  { name }: M0ClientDescription,
  clients: ClientsNeed,
): Pick<ExpectedService, 'names' | 'need'> {
  if (name === 'm0_client_s3') return { names: ['s3server', name], need: clients };
  return servingClients.has(name)
    ? { names: [name], need: clients }
    : { names: [name, 'm0_client'], need: 'optional' };
}
