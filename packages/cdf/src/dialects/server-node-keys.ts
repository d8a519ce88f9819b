import {
  integer,
  list,
  openObject,
  optional,
  required,
  section,
  text,
  textList,
} from '@hare/base/schema';
import { devicePath, hostname, ifaceType, interfaceName, machineIds } from '../words.js';
import { countOf } from './count.js';
import { durabilitiesOrOne, durability } from './storage-sets.js';

/** What `server_node>{id}` has in March and August alike. */
export const serverNodeKeys = openObject({
  cluster_id: required(
    text({ noun: 'a cluster id' }),
    'Name of the cluster, the same for all nodes.',
  ),
  hostname: optional(hostname, 'Name of the node, if private_fqdn is not set.'),
  network: section(
    openObject({
      data: section(
        openObject({
          private_fqdn: optional(hostname, 'Name of the node on the data network.'),
          private_interfaces: required(
            textList(interfaceName, { notEmpty: true }),
            'Data network interfaces; the first is used.',
          ),
          interface_type: optional(ifaceType, 'Kind of the data network.'),
        }),
        'The data network.',
      ),
    }),
    'Networks of the node.',
  ),
  s3_instances: optional(integer({ min: 0 }), 'How many S3 servers the node runs; absent means 0.'),
});

/** A CVG, of both variants. */
const serverCvg = openObject({
  data_devices: required(textList(devicePath, { notEmpty: true }), 'Data devices.'),
  metadata_devices: optional(textList(devicePath), 'Metadata devices; the first is used.'),
});

export type ServerCvg = ReturnType<(typeof serverCvg)['read']>;

/** `server_node>{id}` of March. */
export const marchStorage = openObject({
  cvg: required(list(serverCvg, { notEmpty: true }), 'CVGs of the node; the first is used.'),
});

/** `server_node>{id}>storage` of August. */
export const augustStorage = openObject({
  cvg: required(list(serverCvg, { notEmpty: true }), 'CVGs of the node.'),
  cvg_count: countOf('cvg'),
});

/** `cluster>{cid}>site` of both variants. */
export const siteKeys = openObject({
  storage_set_count: optional(
    integer({ min: 0 }),
    'How many storage sets there are; absent means as many as are there.',
  ),
});

const setName = text({ noun: 'a name' });
const setMembers = required(machineIds, 'Machine-ids of the nodes of the set.');

/** `cluster>{cid}>storage_set1`, `storage_set2`, … of March. */
export const marchSet = openObject({
  name: required(setName, 'Name of the storage set and of its pool.'),
  server_nodes: setMembers,
  durability: section(durability, 'Layout of the pool.'),
});

/** `cluster>{cid}` of August. */
export const augustCluster = openObject({
  site: section(siteKeys, 'The site.'),
  storage_set: required(
    list(
      openObject({
        name: required(setName, 'Name of the storage set; its pools are named after it.'),
        server_nodes: setMembers,
        durability: section(
          durabilitiesOrOne,
          'Layouts of the pools of the set; data, parity and spare alone are that of the pool ' +
            'for data.',
        ),
      }),
      { notEmpty: true },
    ),
    'The storage sets.',
  ),
});

/** `cortx>software>motr>service` of August. */
export const augustService = openObject({
  client_instances: optional(
    integer({ min: 0 }),
    'How many other Motr clients each node runs; absent means 2.',
  ),
});
