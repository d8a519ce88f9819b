import { canonical, unlessEmpty } from './canonical.js';
import { countClients } from './convert/downgrade.js';
import type {
  ClusterDescription,
  DriveDescription,
  M0ClientDescription,
  M0ServerDescription,
  NetworkPorts,
  NodeDescription,
  PoolDescription,
} from './model.js';

/**
 * The two formats of CDFs: of Hare 2021 (paths and client counts) and of Hare 2022 to the last
 * (facts, ports, named clients).
 */
export type CdfFormat = '2021' | '2022';

/** What YAML is written from; undefined members are left out. */
export type PlainValue =
  | string
  | number
  | boolean
  | undefined
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue };

/** The document of a model in a format, its members in the order in which they are written. */
export function toDocument(
  model: ClusterDescription,
  format: CdfFormat,
): { readonly [name: string]: PlainValue } {
  const { nodes, pools, profiles, fdmiFilters, createAux, generateFormulaicPvers } =
    canonical(model);
  const is2022 = format === '2022';
  return {
    create_aux: is2022 ? (createAux ?? false) : undefined,
    generate_formulaic_pvers: is2022 ? (generateFormulaicPvers ?? false) : undefined,
    nodes: nodes.map(is2022 ? node2022 : node2021),
    pools: pools.map(toPool),
    profiles: profiles?.map((profile) => ({ name: profile.name, pools: profile.pools })),
    fdmi_filters: is2022
      ? fdmiFilters?.map(({ name, node, clientIndex, substrings }) => ({
          name,
          node,
          client_index: clientIndex,
          substrings,
        }))
      : undefined,
  };
}

function node2021(node: NodeDescription): PlainValue {
  return {
    hostname: node.hostname,
    data_iface: node.dataIface,
    data_iface_type: node.dataIfaceType,
    transport_type: node.transportType,
    m0_servers: unlessEmpty(
      node.m0Servers.map((server) =>
        toServer(server, (drives) => drives.map((drive) => drive.path), false),
      ),
    ),
    m0_clients: clientCounts(node.m0Clients),
  };
}

function node2022(node: NodeDescription): PlainValue {
  return {
    hostname: node.hostname,
    machine_id: node.machineId,
    node_group: node.nodeGroup,
    processorcount: node.processorCount,
    memorysize_mb: node.memorySizeMb,
    data_iface: node.dataIface,
    data_iface_ip_addr: node.dataIfaceIpAddr,
    data_iface_type: node.dataIfaceType,
    transport_type: node.transportType,
    network_ports: node.networkPorts && toPorts(node.networkPorts),
    m0_servers: unlessEmpty(
      node.m0Servers.map((server) => toServer(server, (drives) => drives.map(drive2022), true)),
    ),
    m0_clients: unlessEmpty(node.m0Clients.map(({ name, instances }) => ({ name, instances }))),
  };
}

function toServer(
  server: M0ServerDescription,
  toDrives: (drives: readonly DriveDescription[]) => PlainValue,
  always: boolean,
): PlainValue {
  return {
    runs_confd: server.runsConfd,
    io_disks: {
      data: toDrives(server.data),
      log: always || server.log !== undefined ? toDrives(server.log ?? []) : undefined,
      meta_data: server.metaData,
    },
  };
}

function drive2022(drive: DriveDescription): PlainValue {
  return { path: drive.path, size: drive.sizeBytes, blksize: drive.blockSizeBytes };
}

function toPorts(ports: NetworkPorts): PlainValue {
  return {
    hax: ports.hax,
    hax_http: ports.haxHttp,
    m0_server: ports.m0Server?.map(({ name, port }) => ({ name, port })),
    m0_client_other: (ports.m0ClientOther ?? []).map(({ name, port }) => ({ name, port })),
    m0_client_s3: ports.m0ClientS3,
  };
}

function clientCounts(clients: readonly M0ClientDescription[]): PlainValue {
  const counts = Object.fromEntries(
    countClients(clients).map(({ name, instances }) => [
      name === 'm0_client_s3' ? 's3' : 'other',
      instances,
    ]),
  );
  return clients.length === 0 ? undefined : counts;
}

function toPool(pool: PoolDescription): PlainValue {
  return {
    name: pool.name,
    type: pool.type,
    data_units: pool.dataUnits,
    parity_units: pool.parityUnits,
    spare_units: pool.spareUnits,
    disk_refs: pool.diskRefs?.map(({ path, node }) => ({ path, node })),
    allowed_failures: pool.allowedFailures && {
      site: pool.allowedFailures.site,
      rack: pool.allowedFailures.rack,
      encl: pool.allowedFailures.encl,
      ctrl: pool.allowedFailures.ctrl,
      disk: pool.allowedFailures.disk,
    },
  };
}
