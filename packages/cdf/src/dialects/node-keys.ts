import {
  flag,
  integer,
  list,
  object,
  optional,
  required,
  section,
  text,
  textList,
} from '@hare/base/schema';
import { clientName, devicePath, hostname, interfaceName, transport } from '../words.js';
import { countOf } from './count.js';
import { open } from './open.js';
import { durabilities } from './storage-sets.js';

const endpoints = object(
  {
    endpoints: optional(
      textList(text({ noun: 'an endpoint' })),
      'Where the processes listen: tcp://HOST:PORT or o2ib://HOST:PORT.',
    ),
    num_endpoints: countOf('endpoints'),
  },
  open,
);

/** `cluster` of the node dialect. */
export const clusterKeys = object(
  {
    id: optional(
      text({ noun: 'a cluster id' }),
      'Name of the cluster. Only where no component names services may it be absent: then it is the cluster_id of the nodes.',
    ),
    create_aux: optional(flag, 'Whether auxiliary pools are made.'),
    storage_set: required(
      list(
        object(
          {
            name: required(
              text({ noun: 'a name' }),
              'Name of the storage set; its pools are named after it.',
            ),
            nodes: required(
              textList(text({ noun: 'a machine-id' }), { notEmpty: true }),
              'Machine-ids of the nodes of the set.',
            ),
            num_nodes: countOf('nodes'),
            durability: section(durabilities, 'Layouts of the pools of the set.'),
          },
          open,
        ),
        { notEmpty: true },
      ),
      'The storage sets.',
    ),
    num_storage_set: countOf('storage_set'),
  },
  open,
);

/** `cortx` of the node dialect. */
export const cortxKeys = object(
  {
    hare: section(
      object(
        {
          hax: section(
            object(
              {
                endpoints: optional(
                  textList(text({ noun: 'an endpoint' })),
                  'Where hax listens: http(s)://HOST:PORT for all, tcp:// or o2ib://HOST:PORT for each node.',
                ),
                num_endpoints: countOf('endpoints'),
              },
              open,
            ),
            'hax.',
          ),
        },
        open,
      ),
      'Hare.',
    ),
    motr: section(
      object(
        {
          confd: section(endpoints, 'confd, the server of the configuration.'),
          ios: section(endpoints, 'The IO servers.'),
          clients: optional(
            list(
              object(
                {
                  name: required(clientName, 'Name of the client.'),
                  num_instances: required(
                    integer({ min: 0 }),
                    'How many of these run on each node that has the component.',
                  ),
                  endpoints: optional(
                    textList(text({ noun: 'an endpoint' })),
                    'Where these clients listen: tcp://HOST:PORT or o2ib://HOST:PORT.',
                  ),
                  num_endpoints: countOf('endpoints'),
                },
                open,
              ),
            ),
            'Motr clients.',
          ),
          num_clients: countOf('clients'),
          transport_type: optional(transport, 'Network transport of Motr; absent means libfab.'),
        },
        open,
      ),
      'Motr.',
    ),
  },
  open,
);

/** What runs on a `node>{id}`: read of every node. */
export const roleKeys = object(
  {
    components: optional(
      list(
        object(
          {
            name: required(
              text({ noun: 'a component name' }),
              'Name of the component: motr, hare, rgw, …',
            ),
            services: optional(
              textList(text({ noun: 'a service name' })),
              'Services of the component on this node: io, hax, …',
            ),
            num_services: countOf('services'),
          },
          open,
        ),
      ),
      'Components of the node.',
    ),
    num_components: countOf('components'),
    cluster_id: optional(
      text({ noun: 'a cluster id' }),
      'Name of the cluster where cluster>id is absent and no component names services; the same for all nodes.',
    ),
    num_cvg: optional(
      integer({ min: 0 }),
      'How many CVGs it has. Where component motr names no services, a node with CVGs is a data node.',
    ),
  },
  open,
);

/** Names and network of a `node>{id}`: read of nodes that run something. */
export const hostKeys = object(
  {
    hostname: optional(hostname, 'Name of the node, where there is no private_fqdn.'),
    name: optional(text({ noun: 'a node name' }), 'Another name that endpoints may use.'),
    network: section(
      object(
        {
          data: section(
            object(
              {
                private_fqdn: optional(hostname, 'Name of the node on the data network.'),
                private_interfaces: optional(
                  textList(interfaceName),
                  'Data network interfaces; the first is used, absent means `dummy`.',
                ),
              },
              open,
            ),
            'The data network.',
          ),
        },
        open,
      ),
      'Networks of the node.',
    ),
  },
  open,
);

/** Storage of a data `node>{id}`. */
export const storageKeys = object(
  {
    cvg: required(
      list(
        object(
          {
            devices: section(
              object(
                {
                  data: required(textList(devicePath, { notEmpty: true }), 'Data devices.'),
                  num_data: countOf('data'),
                  metadata: required(
                    textList(devicePath, { notEmpty: true }),
                    'Metadata devices; the first is used.',
                  ),
                  num_metadata: countOf('metadata'),
                  log: optional(textList(devicePath), 'Log devices.'),
                  num_log: countOf('log'),
                },
                open,
              ),
              'Devices of the CVG.',
            ),
          },
          open,
        ),
        { notEmpty: true },
      ),
      'The CVGs (controllers) of a data node.',
    ),
    num_cvg: countOf('cvg'),
  },
  open,
);
