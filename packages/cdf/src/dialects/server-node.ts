import type { Cursor } from '@hare/base/schema';
import { tableOf, type Dialect } from './dialect.js';
import {
  augustCluster,
  augustService,
  augustStorage,
  marchSet,
  marchStorage,
  serverNodeKeys,
  siteKeys,
} from './server-node-keys.js';
import { oneCluster, readServerMachines, type ServerMachine } from './server-node-machines.js';
import { august, march, readVariant } from './server-node-variants.js';

/**
 * 2021-03 to 2021-09: machines below `server_node`; in March with `cvg`, in August with
 * `storage>cvg`.
 */
export const serverNode: Dialect = {
  name: 'server_node',
  marker: ['server_node'],
  format: '2021',
  table: tableOf(`
    nodes | server_node>{id} | in the order of server_node; >cvg makes it March, >storage>cvg
      August
    nodes[].hostname | server_node>{id}>network>data>private_fqdn | if set
    nodes[].hostname | server_node>{id}>hostname | if private_fqdn is not set
    nodes[].data_iface | server_node>{id}>network>data>private_interfaces[0] | required
    nodes[].data_iface_type | server_node>{id}>network>data>interface_type | tcp or o2ib;
      absent: omitted
    nodes[].m0_servers | server_node>{id}>cvg | March: one with confd, then one for the first
      CVG
    nodes[].m0_servers | server_node>{id}>storage>cvg[c] | August: one per CVG, then one with
      confd
    nodes[].m0_servers[].io_disks.data | server_node>{id}>cvg[0]>data_devices | March
    nodes[].m0_servers[].io_disks.data | server_node>{id}>storage>cvg[c]>data_devices | August
    nodes[].m0_servers[].io_disks.meta_data | server_node>{id}>cvg[0]>metadata_devices | March:
      the first; absent: omitted
    nodes[].m0_servers[].io_disks.meta_data | server_node>{id}>storage>cvg[c]>metadata_devices |
      August: the first; absent: omitted
    nodes[].m0_clients.s3 | server_node>{id}>s3_instances | a whole number, not below 0; absent:
      0
    nodes[].m0_clients.other | cortx>software>motr>service>client_instances | August: absent: 2.
      March: always 3
    pools | cluster>{cid}>storage_set1 | March: storage_set1 to
      storage_set{cluster>{cid}>site>storage_set_count}, each an sns pool of its name
    pools | cluster>{cid}>storage_set[i] | August: {set}__sns over the data devices of the set;
      one {first set with dix}__dix over the used metadata devices of all sets
    pools[].data_units | cluster>{cid}>storage_set1>durability>data | March; parity and spare
      next to it
    pools[].data_units | cluster>{cid}>storage_set[i]>durability>{sns,dix}>data | August; parity
      and spare next to it
    pools[].data_units | cluster>{cid}>storage_set[i]>durability>data | August, where durability
      has neither sns nor dix: the layout of the sns pool
    pools[].allowed_failures | | March: omitted. August: as in dialect node
    profiles | | always one profile \`Profile_the_pool\` with all pools
  `),
  json: {
    type: 'object',
    required: ['server_node', 'cluster'],
    properties: {
      server_node: {
        type: 'object',
        minProperties: 1,
        additionalProperties: {
          allOf: [
            serverNodeKeys.json,
            {
              anyOf: [
                marchStorage.json,
                {
                  type: 'object',
                  required: ['storage'],
                  properties: { storage: augustStorage.json },
                },
              ],
            },
          ],
        },
      },
      cluster: {
        type: 'object',
        description:
          'The entry named by cluster_id is a #/$defs/augustCluster, or a #/$defs/marchCluster.',
      },
      cortx: {
        type: 'object',
        properties: {
          software: {
            type: 'object',
            properties: { motr: { type: 'object', properties: { service: augustService.json } } },
          },
        },
      },
    },
    $defs: {
      augustCluster: augustCluster.json,
      marchCluster: {
        type: 'object',
        properties: { site: siteKeys.json },
        patternProperties: { '^storage_set[1-9][0-9]*$': marchSet.json },
      },
    },
  },
  read(root) {
    const machines = readServerMachines(root.child('server_node'));
    const clusterId = oneCluster(machines);
    const variant = isMarch(machines) ? march : august;
    return {
      ...readVariant(variant, root, root.at('cluster', clusterId), machines),
      clusterId,
      machines: machines.map(({ machineId, node }) => ({ machineId, hostname: node.hostname })),
    };
  },
};

/** March keeps `cvg` in the node itself; a ConfStore that mixes both variants is reported. */
function isMarch(machines: readonly ServerMachine[]): boolean {
  const march = machines.filter(({ at }) => has(at, 'cvg'));
  const august = machines.filter(({ at }) => has(at, 'storage', 'cvg'));
  const [first] = march;
  if (first !== undefined && august.length > 0)
    first.at
      .child('cvg')
      .report(
        'MIXED_GENERATIONS',
        'is in server_node itself, but ' +
          `${august.length === 1 ? 'another node has' : `${august.length} nodes have`} ` +
          'storage>cvg',
        'use cvg (March 2021) or storage>cvg (August 2021) for all nodes',
      );
  return first !== undefined && august.length === 0;
}

function has(at: Cursor, ...names: readonly string[]): boolean {
  return at.at(...names).value !== undefined;
}
