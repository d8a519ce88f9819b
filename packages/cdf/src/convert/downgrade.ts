import { canonical } from '../canonical.js';
import type { ClusterDescription, M0ClientDescription, NodeDescription } from '../model.js';

/** What a model says in CDF 2021, and what it had to leave behind. */
export interface Downgrade {
  readonly model: ClusterDescription;
  /**
   * CDF 2022 fields that say something and cannot be said in 2021, with the number of nodes or
   * pools concerned where that matters.
   */
  readonly lost: readonly string[];
}

/**
 * The part of a model that CDF 2021 can carry: no facts, no ports, no node identities, clients as
 * two counts.
 */
export function downgrade(model: ClusterDescription): Downgrade {
  const full = canonical(model);
  const nodes = full.nodes.map(downgradeNode);
  const { createAux, generateFormulaicPvers, fdmiFilters, pools, profiles } = full;
  const inNodes = (
    field: string,
    has: (node: NodeDescription, index: number) => boolean,
  ): readonly string[] => {
    const count = full.nodes.filter(has).length;
    return count === 0 ? [] : [`${field} of ${count} ${count === 1 ? 'node' : 'nodes'}`];
  };
  const lost = [
    ...inNodes('machine_id', (node) => node.machineId !== undefined),
    ...inNodes('node_group', (node) => node.nodeGroup !== undefined),
    ...inNodes(
      'processorcount, memorysize_mb',
      (node) => node.processorCount !== undefined || node.memorySizeMb !== undefined,
    ),
    ...inNodes('data_iface_ip_addr', (node) => node.dataIfaceIpAddr !== undefined),
    ...inNodes(
      'network_ports',
      (node) => node.networkPorts !== undefined && Object.keys(node.networkPorts).length > 0,
    ),
    ...inNodes('size and blksize of devices', (node) =>
      node.m0Servers.some((server) =>
        [...server.data, ...(server.log ?? [])].some(
          (drive) => drive.sizeBytes !== undefined || drive.blockSizeBytes !== undefined,
        ),
      ),
    ),
    ...inNodes(
      'names of m0_clients (2021 counts m0_client_s3 as s3, all others as other)',
      (node, i) => JSON.stringify(node.m0Clients) !== JSON.stringify(nodes[i]?.m0Clients),
    ),
    ...(createAux === true ? ['create_aux: true'] : []),
    ...(generateFormulaicPvers === true ? ['generate_formulaic_pvers: true'] : []),
    ...(fdmiFilters === undefined ? [] : [`fdmi_filters (${fdmiFilters.length})`]),
  ];
  return { model: canonical({ nodes, pools, profiles }), lost };
}

function downgradeNode(node: NodeDescription): NodeDescription {
  const { hostname, dataIface, dataIfaceType, transportType, m0Servers, m0Clients } = node;
  const servers = m0Servers.map(({ runsConfd, data, log, metaData }) => ({
    runsConfd,
    data: data.map(({ path }) => ({ path })),
    log: log?.map(({ path }) => ({ path })),
    metaData,
  }));
  return {
    hostname,
    dataIface,
    dataIfaceType,
    transportType,
    m0Servers: servers,
    m0Clients: countClients(m0Clients),
  };
}

/**
 * CDF 2021 knows two kinds of clients: those named `m0_client_s3`, and all others together; a kind
 * that is not there is not counted.
 */
export function countClients(
  clients: readonly M0ClientDescription[],
): readonly M0ClientDescription[] {
  const isS3 = (client: M0ClientDescription): boolean => client.name === 'm0_client_s3';
  return [
    { name: 'm0_client_s3', of: clients.filter(isS3) },
    { name: 'm0_client_other', of: clients.filter((client) => !isS3(client)) },
  ].flatMap(({ name, of }) =>
    of.length === 0
      ? []
      : [{ name, instances: of.reduce((sum, client) => sum + client.instances, 0) }],
  );
}
