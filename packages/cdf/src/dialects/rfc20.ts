import {
  integer,
  mapOf,
  openObject,
  optional,
  type Path,
  required,
  section,
  text,
  textList,
  readSection,
} from '@hare/base/schema';
import type { NodeDescription } from '../model.js';
import { devicePath, hostname, ifaceType, interfaceName, transport } from '../words.js';
import { tableOf, type Dialect } from './dialect.js';

const serverNodes = mapOf(text({ noun: 'a node name' }), { notEmpty: true });

const rfc20Node = openObject({
  hostname: required(hostname, 'Name under which the node is reached.'),
  network: section(
    openObject({
      data: section(
        openObject({
          interfaces: optional(
            textList(interfaceName, { notEmpty: true }),
            'Data network interfaces; the first is used.',
          ),
          private_interfaces: optional(
            textList(interfaceName, { notEmpty: true }),
            'Used where interfaces is absent.',
          ),
          interface_type: optional(ifaceType, 'Kind of the data network.'),
          transport_type: optional(transport, 'Network transport of Motr.'),
        }),
        'The data network.',
      ),
    }),
    'Networks of the node.',
  ),
  storage: section(
    openObject({
      data_devices: required(textList(devicePath, { notEmpty: true }), 'Data devices.'),
      metadata_devices: optional(textList(devicePath), 'Metadata devices; the first is used.'),
    }),
    'Storage of the node.',
  ),
  s3_instances: optional(integer({ min: 0 }), 'How many S3 servers the node runs; absent means 0.'),
});

/** RFC 20, 2021-02: one node, named by `cluster>server_nodes`. */
export const rfc20: Dialect = {
  name: 'rfc20',
  marker: ['cluster', 'server_nodes'],
  format: '2021',
  table: tableOf(`
    nodes | cluster>server_nodes | a map of machine-id to node name; normally one
    nodes[].hostname | cluster>{name}>hostname | required
    nodes[].data_iface | cluster>{name}>network>data>interfaces | a list, or text with commas;
      the first
    nodes[].data_iface | cluster>{name}>network>data>private_interfaces | where interfaces
      next to it is absent; the first
    nodes[].data_iface_type | cluster>{name}>network>data>interface_type | tcp or o2ib; absent:
      omitted
    nodes[].m0_servers[1].io_disks.data | cluster>{name}>storage>data_devices | a list, or text
      with commas
    nodes[].m0_servers[1].io_disks.meta_data | cluster>{name}>storage>metadata_devices | the
      first; absent: omitted
    nodes[].m0_clients.s3 | cluster>{name}>s3_instances | a whole number, not below 0; absent: 0
    nodes[].m0_clients.other | | always 3
    nodes[].transport_type | cluster>{name}>network>data>transport_type | lnet or libfab;
      absent: omitted
    pools | | always one sns pool \`the pool\`, 1+0
    profiles | | always one profile \`Profile_the_pool\` with \`the pool\`
  `),
  json: {
    type: 'object',
    required: ['cluster'],
    properties: {
      cluster: {
        type: 'object',
        required: ['server_nodes'],
        properties: { server_nodes: serverNodes.json },
        description:
          'In addition to server_nodes, each of its node names is the name of a #/$defs/node.',
      },
    },
    $defs: { node: rfc20Node.json },
  },
  read(root) {
    const cluster = root.child('cluster');
    const byMachineId = serverNodes.read(cluster.child('server_nodes'));
    const names = [...byMachineId.values()];
    if (names.length > 1)
      cluster
        .child('server_nodes')
        .warn(
          'SEVERAL_NODES',
          `names ${names.length} nodes; RFC 20 has one, and the pool will be on the disks of ` +
            'all of them',
          'check that you want this',
        );
    const pools = [{ name: 'the pool', type: 'sns', dataUnits: 1, parityUnits: 0 }] as const;
    const nodes = names.map((name) => readNode(name));
    const clusterId = cluster.child('cluster_id').value;
    return {
      model: { nodes, pools, profiles: [{ name: 'Profile_the_pool', pools: ['the pool'] }] },
      keyOf: (path) => keyOf(names, path),
      clusterId: typeof clusterId === 'string' ? clusterId : undefined,
      machines: [...byMachineId.keys()].map((machineId, i) => ({
        machineId,
        hostname: nodes[i]?.hostname ?? '',
      })),
    };

    function readNode(name: string): NodeDescription {
      const at = cluster.child(name);
      const node = readSection(rfc20Node, at);
      const {
        interfaces,
        private_interfaces: privateInterfaces,
        interface_type: dataIfaceType,
        transport_type: transportType,
      } = node.network.data;
      const dataIface = (interfaces ?? privateInterfaces)?.[0];
      if (interfaces === undefined && privateInterfaces === undefined)
        at.at('network', 'data', 'interfaces').report(
          'MISSING',
          'is missing, and so is private_interfaces',
          'name the data network interfaces of the node',
        );
      return {
        hostname: node.hostname,
        dataIface: dataIface ?? '',
        dataIfaceType,
        transportType,
        m0Servers: [
          { runsConfd: true, data: [] },
          {
            data: node.storage.data_devices.map((path) => ({ path })),
            metaData: node.storage.metadata_devices?.[0],
          },
        ],
        m0Clients: [
          { name: 'm0_client_s3', instances: node.s3_instances ?? 0 },
          { name: 'm0_client_other', instances: 3 },
        ],
      };
    }
  },
};

function keyOf(names: readonly string[], path: Path): Path {
  const [top, index, field, ...rest] = path;
  if (top !== 'nodes' || typeof index !== 'number')
    return ['cluster', names[0] ?? '', 'storage', 'data_devices'];
  const node: Path = ['cluster', names[index] ?? ''];
  if (field === 'hostname') return [...node, 'hostname'];
  if (field === 'data_iface') return [...node, 'network', 'data', 'interfaces'];
  if (field === 'm0_clients') return [...node, 's3_instances'];
  if (field !== 'm0_servers') return node;
  const [, , kind, drive] = rest;
  return kind === 'meta_data'
    ? [...node, 'storage', 'metadata_devices', 0]
    : [...node, 'storage', 'data_devices', ...(typeof drive === 'number' ? [drive] : [])];
}
