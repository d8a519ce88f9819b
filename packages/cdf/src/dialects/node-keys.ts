import {
  flag,
  integer,
  list,
  openObject,
  optional,
  required,
  section,
  text,
  textList,
} from '@hare/base/schema';
import {
  clientName,
  devicePath,
  endpointList,
  hostname,
  interfaceName,
  machineIds,
  transport,
} from '../words.js';
import { countOf } from './count.js';
import { durabilities } from './storage-sets.js';

const endpoints = openObject({
  endpoints: optional(
    endpointList,
    'Where the processes listen: tcp://HOST:PORT or o2ib://HOST:PORT.',
  ),
  num_endpoints: countOf('endpoints'),
});

/** `cluster` of the node dialect. */
export const clusterKeys = openObject({
  id: optional(
    text({ noun: 'a cluster id' }),
    'Name of the cluster. Only where no component names services may it be absent: then it is ' +
      'the cluster_id of the nodes.',
  ),
  create_aux: optional(flag, 'Whether auxiliary pools are made.'),
  storage_set: required(
    list(
      openObject({
        name: required(
          text({ noun: 'a name' }),
          'Name of the storage set; its pools are named after it.',
        ),
        nodes: required(machineIds, 'Machine-ids of the nodes of the set.'),
        num_nodes: countOf('nodes'),
        durability: section(durabilities, 'Layouts of the pools of the set.'),
      }),
      { notEmpty: true },
    ),
    'The storage sets.',
  ),
  num_storage_set: countOf('storage_set'),
});

/** `cortx` of the node dialect. */
export const cortxKeys = openObject({
  hare: section(
    openObject({
      hax: section(
        openObject({
          endpoints: optional(
            endpointList,
            'Where hax listens: http(s)://HOST:PORT for all, tcp:// or o2ib://HOST:PORT for ' +
              'each node.',
          ),
          num_endpoints: countOf('endpoints'),
        }),
        'hax.',
      ),
    }),
    'Hare.',
  ),
  motr: section(
    openObject({
      confd: section(endpoints, 'confd, the server of the configuration.'),
      ios: section(endpoints, 'The IO servers.'),
      clients: optional(
        list(
          openObject({
            name: required(clientName, 'Name of the client.'),
            num_instances: required(
              integer({ min: 0 }),
              'How many of these run on each node that has the component.',
            ),
            endpoints: optional(
              endpointList,
              'Where these clients listen: tcp://HOST:PORT or o2ib://HOST:PORT.',
            ),
            num_endpoints: countOf('endpoints'),
          }),
        ),
        'Motr clients.',
      ),
      num_clients: countOf('clients'),
      transport_type: optional(transport, 'Network transport of Motr; absent means libfab.'),
    }),
    'Motr.',
  ),
});

/** What runs on a `node>{id}`: read of every node. */
export const roleKeys = openObject({
  components: optional(
    list(
      openObject({
        name: required(
          text({ noun: 'a component name' }),
          'Name of the component: motr, hare, rgw, …',
        ),
        services: optional(
          textList(text({ noun: 'a service name' })),
          'Services of the component on this node: io, hax, …',
        ),
        num_services: countOf('services'),
      }),
    ),
    'Components of the node.',
  ),
  num_components: countOf('components'),
  cluster_id: optional(
    text({ noun: 'a cluster id' }),
    'Name of the cluster where cluster>id is absent and no component names services; the same ' +
      'for all nodes.',
  ),
  num_cvg: optional(
    integer({ min: 0 }),
    'How many CVGs it has. Where component motr names no services, a node with CVGs is a data ' +
      'node.',
  ),
});

/** Names and network of a `node>{id}`: read of nodes that run something. */
export const hostKeys = openObject({
  hostname: optional(hostname, 'Name of the node, if private_fqdn is not set.'),
  name: optional(text({ noun: 'a node name' }), 'Another name that endpoints may use.'),
  network: section(
    openObject({
      data: section(
        openObject({
          private_fqdn: optional(hostname, 'Name of the node on the data network.'),
          private_interfaces: optional(
            textList(interfaceName),
            'Data network interfaces; the first is used, absent means `dummy`.',
          ),
        }),
        'The data network.',
      ),
    }),
    'Networks of the node.',
  ),
});

/** Storage of a data `node>{id}`. */
export const storageKeys = openObject({
  cvg: required(
    list(
      openObject({
        devices: section(
          openObject({
            data: required(textList(devicePath, { notEmpty: true }), 'Data devices.'),
            num_data: countOf('data'),
            metadata: required(
              textList(devicePath, { notEmpty: true }),
              'Metadata devices; the first is used.',
            ),
            num_metadata: countOf('metadata'),
            log: optional(textList(devicePath), 'Log devices.'),
            num_log: countOf('log'),
          }),
          'Devices of the CVG.',
        ),
      }),
      { notEmpty: true },
    ),
    'The CVGs (controllers) of a data node.',
  ),
  num_cvg: countOf('cvg'),
});
