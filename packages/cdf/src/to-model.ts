import type { CdfDocument } from './cdf-schema.js';
import type {
  ClusterDescription,
  DriveDescription,
  M0ClientDescription,
  NetworkPorts,
  NodeDescription,
  PoolDescription,
} from './model.js';

type CdfNode = CdfDocument['nodes'][number];
type CdfServer = NonNullable<CdfNode['m0_servers']>[number];
type CdfDrive = NonNullable<NonNullable<CdfServer['io_disks']>['data']>[number];

/** The model of a CDF document of either format. */
export function toModel(cdf: CdfDocument): ClusterDescription {
  return {
    nodes: cdf.nodes.map(toNode),
    pools: cdf.pools.map(toPool),
    profiles: cdf.profiles,
    fdmiFilters: cdf.fdmi_filters?.map(({ name, node, client_index: clientIndex, substrings }) => ({
      name,
      node,
      clientIndex,
      substrings,
    })),
    createAux: cdf.create_aux,
    generateFormulaicPvers: cdf.generate_formulaic_pvers,
  };
}

function toNode(node: CdfNode): NodeDescription {
  return {
    hostname: node.hostname,
    dataIface: node.data_iface,
    dataIfaceType: node.data_iface_type,
    dataIfaceIpAddr: node.data_iface_ip_addr,
    transportType: node.transport_type,
    machineId: node.machine_id,
    nodeGroup: node.node_group,
    processorCount: node.processorcount,
    memorySizeMb: node.memorysize_mb,
    m0Servers: (node.m0_servers ?? []).map((server) => ({
      runsConfd: server.runs_confd,
      data: (server.io_disks?.data ?? []).map(toDrive),
      log: server.io_disks?.log?.map(toDrive),
      metaData: server.io_disks?.meta_data,
    })),
    m0Clients: toClients(node.m0_clients),
    networkPorts: node.network_ports === undefined ? undefined : toPorts(node.network_ports),
  };
}

function toDrive(drive: CdfDrive): DriveDescription {
  return typeof drive === 'string'
    ? { path: drive }
    : { path: drive.path, sizeBytes: drive.size, blockSizeBytes: drive.blksize };
}

function toClients(clients: CdfNode['m0_clients']): readonly M0ClientDescription[] {
  if (clients === undefined) return [];
  if ('length' in clients) return clients;
  return [
    ...(clients.s3 === undefined ? [] : [{ name: 'm0_client_s3', instances: clients.s3 }]),
    ...(clients.other === undefined ? [] : [{ name: 'm0_client_other', instances: clients.other }]),
  ];
}

function toPorts(ports: NonNullable<CdfNode['network_ports']>): NetworkPorts {
  return {
    hax: ports.hax,
    haxHttp: ports.hax_http,
    m0Server: ports.m0_server,
    m0ClientOther: ports.m0_client_other,
    m0ClientS3: ports.m0_client_s3,
  };
}

function toPool(pool: CdfDocument['pools'][number]): PoolDescription {
  return {
    name: pool.name,
    type: pool.type,
    dataUnits: pool.data_units,
    parityUnits: pool.parity_units,
    spareUnits: pool.spare_units,
    diskRefs: pool.disk_refs,
    allowedFailures: pool.allowed_failures,
  };
}
