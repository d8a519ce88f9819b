import type { Cursor } from '@hare/base/schema';
import type { Dialect } from './dialect.js';
import { augustCluster, augustService, augustStorage, readAugust } from './server-node-august.js';
import { serverNodeKeys } from './server-node-keys.js';
import { oneCluster, readServerMachines, type ServerMachine } from './server-node-machines.js';
import { marchSet, marchStorage, readMarch, siteKeys } from './server-node-march.js';

/**
 * 2021-03 to 2021-09: machines below `server_node`; in March with `cvg`, in August with
 * `storage>cvg`.
 */
export const serverNode: Dialect = {
  name: 'server_node',
  marker: ['server_node'],
  format: '2021',
  table: [
    {
      value: 'nodes',
      key: 'server_node>{id}',
      rule: 'in the order of server_node; >cvg makes it March, >storage>cvg August',
    },
    {
      value: 'nodes[].hostname',
      key: 'server_node>{id}>network>data>private_fqdn',
      rule: 'where it is given',
    },
    {
      value: 'nodes[].hostname',
      key: 'server_node>{id}>hostname',
      rule: 'where there is no private_fqdn',
    },
    {
      value: 'nodes[].data_iface',
      key: 'server_node>{id}>network>data>private_interfaces[0]',
      rule: 'required',
    },
    {
      value: 'nodes[].data_iface_type',
      key: 'server_node>{id}>network>data>interface_type',
      rule: 'tcp or o2ib; absent: left out',
    },
    {
      value: 'nodes[].m0_servers',
      key: 'server_node>{id}>cvg',
      rule: 'March: one with confd, then one for the first CVG',
    },
    {
      value: 'nodes[].m0_servers',
      key: 'server_node>{id}>storage>cvg[c]',
      rule: 'August: one per CVG, then one with confd',
    },
    {
      value: 'nodes[].m0_servers[].io_disks.data',
      key: 'server_node>{id}>cvg[0]>data_devices',
      rule: 'March',
    },
    {
      value: 'nodes[].m0_servers[].io_disks.data',
      key: 'server_node>{id}>storage>cvg[c]>data_devices',
      rule: 'August',
    },
    {
      value: 'nodes[].m0_servers[].io_disks.meta_data',
      key: 'server_node>{id}>cvg[0]>metadata_devices',
      rule: 'March: the first; absent: left out',
    },
    {
      value: 'nodes[].m0_servers[].io_disks.meta_data',
      key: 'server_node>{id}>storage>cvg[c]>metadata_devices',
      rule: 'August: the first; absent: left out',
    },
    {
      value: 'nodes[].m0_clients.s3',
      key: 'server_node>{id}>s3_instances',
      rule: 'a whole number, not below 0; absent: 0',
    },
    {
      value: 'nodes[].m0_clients.other',
      key: 'cortx>software>motr>service>client_instances',
      rule: 'August: absent: 2. March: always 3',
    },
    {
      value: 'pools',
      key: 'cluster>{cid}>storage_set1',
      rule: 'March: storage_set1 to storage_set{cluster>{cid}>site>storage_set_count}, each an sns pool of its name',
    },
    {
      value: 'pools',
      key: 'cluster>{cid}>storage_set[i]',
      rule: 'August: {set}__sns over the data devices of the set; one {first set with dix}__dix over the used metadata devices of all sets',
    },
    {
      value: 'pools[].data_units',
      key: 'cluster>{cid}>storage_set1>durability>data',
      rule: 'March; parity and spare beside it',
    },
    {
      value: 'pools[].data_units',
      key: 'cluster>{cid}>storage_set[i]>durability>{sns,dix}>data',
      rule: 'August; parity and spare beside it',
    },
    {
      value: 'pools[].data_units',
      key: 'cluster>{cid}>storage_set[i]>durability>data',
      rule: 'August, where durability has neither sns nor dix: the layout of the sns pool',
    },
    {
      value: 'pools[].allowed_failures',
      key: '',
      rule: 'March: left out. August: as in dialect node',
    },
    { value: 'profiles', key: '', rule: 'always one profile `Profile_the_pool` with all pools' },
  ],
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
    const cluster = root.at('cluster', clusterId);
    const read = isMarch(machines)
      ? readMarch(cluster, machines)
      : readAugust(root, cluster, machines);
    return {
      ...read,
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
        `stands in server_node itself, but ${august.length === 1 ? 'another node has' : `${august.length} nodes have`} storage>cvg`,
        'use cvg (March 2021) or storage>cvg (August 2021) for all nodes',
      );
  return first !== undefined && august.length === 0;
}

function has(at: Cursor, ...names: readonly string[]): boolean {
  return at.at(...names).value !== undefined;
}
