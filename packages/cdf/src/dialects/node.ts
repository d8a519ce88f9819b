import { type Cursor, found, type Path, readSection } from '@hare/base/schema';
import type { M0ServerDescription, NodeDescription } from '../model.js';
import { checkCount } from './count.js';
import { tableOf, type Dialect } from './dialect.js';
import { machineIdsOf } from './machines.js';
import { clusterKeys, cortxKeys, hostKeys, roleKeys, storageKeys } from './node-keys.js';
import { namesServices, readMachine, type NodeMachine } from './node-machines.js';
import { nodePorts, type NodePorts } from './node-ports.js';
import { storagePools, type StorageSet } from './storage-sets.js';

type Cluster = ReturnType<(typeof clusterKeys)['read']>;
type Clients = NonNullable<ReturnType<(typeof cortxKeys)['read']>['motr']['clients']>;

/**
 * 2021-10 to the last: machines below `node`, storage sets below `cluster`, endpoints below
 * `cortx`, sizes and cores as facts.
 */
export const node: Dialect = {
  name: 'node',
  marker: ['node'],
  format: '2022',
  table: tableOf(`
    create_aux | cluster>create_aux | a boolean; absent: false
    nodes | node>{id}>components[k]>name | data nodes run the service io of component motr, or
      have a num_cvg above 0 where motr names no services; others count when a client runs
      there; in the order of cluster>storage_set[i]>nodes, data nodes first
    nodes[].hostname | node>{id}>network>data>private_fqdn | if set
    nodes[].hostname | node>{id}>hostname | if private_fqdn is not set
    nodes[].machine_id | node>{id} | the name of the entry
    nodes[].node_group | conf/node>{id}>node_group | of the KV or facts file; unknown: omitted
    nodes[].processorcount | {hostname}/facts | of the facts file, KV or this machine:
      processorcount
    nodes[].memorysize_mb | {hostname}/facts | of the facts file, KV or this machine:
      memorysize_mb
    nodes[].data_iface | node>{id}>network>data>private_interfaces[0] | absent: dummy
    nodes[].data_iface_ip_addr | node>{id}>network>data>private_fqdn | the hostname
    nodes[].data_iface_type | cortx>hare>hax>endpoints | the scheme of the endpoint of this
      host: tcp or o2ib; none: omitted
    nodes[].transport_type | cortx>motr>transport_type | lnet or libfab; absent: libfab
    nodes[].network_ports.hax | cortx>hare>hax>endpoints | the port of the tcp or o2ib endpoint
      of this host
    nodes[].network_ports.hax_http | cortx>hare>hax>endpoints | the port of the first http or
      https endpoint, whatever its host
    nodes[].network_ports.m0_server | cortx>motr>confd>endpoints | the port of confd; required
      of data nodes, omitted elsewhere
    nodes[].network_ports.m0_server | cortx>motr>ios>endpoints | the port of ios; required of
      data nodes, omitted elsewhere
    nodes[].network_ports.m0_client_other | cortx>motr>clients[n]>endpoints | every endpoint of
      this host, whatever the number of instances
    nodes[].m0_servers | node>{id}>cvg[c] | one per CVG, then one with confd
    nodes[].m0_servers[].io_disks.data | node>{id}>cvg[c]>devices>data | with size and block
      size of {hostname}/drives/{path}
    nodes[].m0_servers[].io_disks.log | node>{id}>cvg[c]>devices>log | optional; with size and
      block size of {hostname}/drives/{path}
    nodes[].m0_servers[].io_disks.meta_data | node>{id}>cvg[c]>devices>metadata | the first
    nodes[].m0_clients | cortx>motr>clients[n]>num_instances | above 0, and the name is a
      component or service of the node, or its component is there: motr_client motr, rgw_s3 rgw,
      agent csm
    pools | cluster>storage_set[i]>durability | {set}__sns over the data devices of the set; one
      {first set with dix}__dix over the used metadata devices of all sets
    pools[].data_units | cluster>storage_set[i]>durability>{sns,dix}>data | N, the data units
    pools[].parity_units | cluster>storage_set[i]>durability>{sns,dix}>parity | K, the parity units
    pools[].spare_units | cluster>storage_set[i]>durability>{sns,dix}>spare | S, the spare units
    pools[].allowed_failures | | with n data nodes of the set and c the fewest CVGs among them:
      encl = floor(K / ceil((N+K+S)/n)), ctrl = min(c*encl, K), disk = K, site = rack = 0; for
      dix n and c over the cluster
    profiles | | always one profile \`Profile_the_pool\` with all pools
  `),
  json: {
    type: 'object',
    required: ['cluster', 'node'],
    properties: {
      cluster: clusterKeys.json,
      cortx: cortxKeys.json,
      node: {
        type: 'object',
        minProperties: 1,
        additionalProperties: {
          allOf: [roleKeys.json, hostKeys.json, { $ref: '#/$defs/dataNode' }],
        },
      },
    },
    anyOf: [
      { properties: { cluster: { required: ['id'] } } },
      {
        properties: {
          node: {
            additionalProperties: {
              required: ['cluster_id'],
              properties: { components: { items: { not: { required: ['services'] } } } },
            },
          },
        },
      },
    ],
    $defs: {
      dataNode: {
        $comment:
          'Required only of data nodes: with the service io of component motr, or, where motr ' +
          'names no services, a num_cvg above 0.',
        ...storageKeys.json,
        required: [],
      },
    },
  },
  read(root) {
    const clusterAt = root.child('cluster');
    const cluster = readSection(clusterKeys, clusterAt);
    const cortxAt = root.child('cortx');
    const cortx = readSection(cortxKeys, cortxAt);
    const clients = cortx.motr.clients ?? [];
    checkCount(clusterAt, cluster, 'num_storage_set', 'storage_set');
    checkCount(cortxAt.child('motr'), cortx.motr, 'num_clients', 'clients');

    const clusterId = cluster.id ?? clusterOfNodes(root.child('node'), clusterAt.child('id'));
    const machines = readMachines(root.child('node'), clients);
    const sets = readSets(clusterAt, cluster, machines, root.child('node'));
    const order = orderMachines(cluster, machines);
    const ports = nodePorts(cortxAt, cortx, order);
    const { pools, profiles, keyOf: poolKeyOf } = storagePools(sets);
    const transportType = cortx.motr.transport_type ?? 'libfab';
    const nodes = order.map((machine) => describe(machine, clients, ports, transportType));
    return {
      model: { nodes, pools, profiles, createAux: cluster.create_aux },
      keyOf: (path) => keyOf(order, poolKeyOf, path),
      clusterId,
      machines: order.map(({ machineId, hostname }) => ({ machineId, hostname })),
      needs: order.map(({ machineId, hostname, cvgs }) => ({
        machineId,
        hostname,
        drives: (cvgs ?? []).flatMap(({ devices }) => [...devices.data, ...(devices.log ?? [])]),
      })),
    };
  },
};

/**
 * The cluster that the nodes of an early sample say they belong to, where `cluster>id` does not say
 * it; several are reported, and so is none.
 */
function clusterOfNodes(at: Cursor, idAt: Cursor): string {
  const ids = at.value instanceof Map ? [...(at.value as ReadonlyMap<string, unknown>).keys()] : [];
  const named = ids.flatMap((id) => {
    const place = at.at(id, 'cluster_id');
    return typeof place.value === 'string' && place.value !== ''
      ? [{ place, value: place.value }]
      : [];
  });
  const [first] = named;
  if (first === undefined || namesServices(at)) {
    const hint =
      first === undefined
        ? 'add it: the name of the cluster'
        : `add it: the nodes have the cluster_id ${found(first.value)}`;
    idAt.report('MISSING', 'is missing', hint);
    return '';
  }
  for (const { place, value } of named) {
    if (value !== first.value)
      place.report(
        'CLUSTER_ID',
        `is ${found(value)}, but that of another node is ${found(first.value)}`,
        'all nodes belong to one cluster',
      );
  }
  return first.value;
}

function readMachines(at: Cursor, clients: Clients): ReadonlyMap<string, NodeMachine> {
  const machines = machineIdsOf(at, true).flatMap(
    (id) => readMachine(id, at.child(id), clients) ?? [],
  );
  return new Map(machines.map((machine) => [machine.machineId, machine]));
}

/**
 * The storage sets with their data nodes; a set without one, an unknown machine, and a data node in
 * no set or in two are reported.
 */
function readSets(
  at: Cursor,
  cluster: Cluster,
  machines: ReadonlyMap<string, NodeMachine>,
  nodeAt: Cursor,
): readonly StorageSet[] {
  const setOf = new Map<string, string>();
  const sets = cluster.storage_set.map((set, i) => {
    const setAt = at.at('storage_set', i);
    checkCount(setAt, set, 'num_nodes', 'nodes');
    const nodes = set.nodes.flatMap((id, j) => {
      const machine = machines.get(id);
      const place = Array.isArray(setAt.child('nodes').value)
        ? setAt.at('nodes', j)
        : setAt.child('nodes');
      if (id !== '' && nodeAt.child(id).value === undefined)
        place.report(
          'UNKNOWN_MACHINE',
          `is ${found(id)}, which is not a machine-id below node`,
          'use a machine-id below node',
        );
      if (machine?.cvgs === undefined) return [];
      const other = setOf.get(id);
      if (other !== undefined)
        place.report(
          'MACHINE_REPEATED',
          `is ${found(id)}, a data node that storage set "${other}" already has`,
          'a data node belongs to one storage set, once',
        );
      setOf.set(id, set.name);
      return other === undefined
        ? [
            {
              hostname: machine.hostname,
              cvgs: machine.cvgs.map(({ devices }) => ({
                data: devices.data,
                metadata: devices.metadata[0],
              })),
            },
          ]
        : [];
    });
    if (nodes.length === 0 && set.nodes.length > 0)
      setAt
        .child('nodes')
        .report(
          'NO_DATA_NODE',
          'contains no data node',
          'a storage set needs a node with the service io of component motr',
        );
    return { at: setAt, name: set.name, nodes, sns: set.durability.sns, dix: set.durability.dix };
  });
  for (const machine of machines.values()) {
    if (machine.cvgs !== undefined && !setOf.has(machine.machineId))
      machine.at.report(
        'NO_STORAGE_SET',
        `is a data node (service io of component motr) in no storage set`,
        'name it in cluster>storage_set[i]>nodes, or remove the service io',
      );
  }
  return sets;
}

/**
 * Data nodes by storage set and position, then the others in the same order, then those in no set;
 * each once.
 */
function orderMachines(
  cluster: Cluster,
  machines: ReadonlyMap<string, NodeMachine>,
): readonly NodeMachine[] {
  const named = [
    ...new Set([...cluster.storage_set.flatMap((set) => set.nodes), ...machines.keys()]),
  ].flatMap((id) => machines.get(id) ?? []);
  return [
    ...named.filter((machine) => machine.cvgs !== undefined),
    ...named.filter((machine) => machine.cvgs === undefined),
  ];
}

function describe(
  machine: NodeMachine,
  clients: Clients,
  ports: NodePorts,
  transportType: 'libfab' | 'lnet',
): NodeDescription {
  const { ports: networkPorts, dataIfaceType } = ports.of(machine);
  return {
    hostname: machine.hostname,
    machineId: machine.machineId,
    dataIface: machine.dataIface,
    dataIfaceIpAddr: machine.hostname,
    dataIfaceType,
    transportType,
    networkPorts,
    m0Servers:
      machine.cvgs === undefined
        ? []
        : [
            ...machine.cvgs.map(({ devices }): M0ServerDescription => ({
              runsConfd: false,
              data: devices.data.map((path) => ({ path })),
              log: devices.log?.map((path) => ({ path })),
              metaData: devices.metadata[0],
            })),
            { runsConfd: true, data: [] },
          ],
    m0Clients: machine.clients.flatMap((i) =>
      clients[i] === undefined
        ? []
        : [{ name: clients[i].name, instances: clients[i].num_instances }],
    ),
  };
}

const deviceKeys: Record<string, string> = { data: 'data', log: 'log', meta_data: 'metadata' };

function keyOf(
  order: readonly NodeMachine[],
  poolKeyOf: (pool: number, field: string | number | undefined) => Path,
  path: Path,
): Path {
  const [top, index, field, position, , kind, drive] = path;
  if (top === 'create_aux') return ['cluster', 'create_aux'];
  if (top === 'pools' && typeof index === 'number') return poolKeyOf(index, field);
  const machine = top === 'nodes' && typeof index === 'number' ? order[index] : undefined;
  if (machine === undefined) return ['cluster', 'storage_set'];
  const at: Path = ['node', machine.machineId];
  if (field === 'hostname' || field === 'data_iface_ip_addr')
    return [...at, ...machine.hostnameKey];
  if (field === 'data_iface') return [...at, 'network', 'data', 'private_interfaces'];
  if (field === 'data_iface_type') return ['cortx', 'hare', 'hax', 'endpoints'];
  if (field === 'network_ports') return ['cortx', 'motr'];
  if (field === 'm0_clients')
    return [
      'cortx',
      'motr',
      'clients',
      ...(typeof position === 'number' ? [machine.clients[position] ?? 0, 'num_instances'] : []),
    ];
  if (field !== 'm0_servers' || typeof position !== 'number') return at;
  const devices = typeof kind === 'string' ? deviceKeys[kind] : undefined;
  return [
    ...at,
    'cvg',
    position,
    ...(devices === undefined
      ? []
      : [
          'devices',
          devices,
          ...(typeof drive === 'number' ? [drive] : kind === 'meta_data' ? [0] : []),
        ]),
  ];
}
