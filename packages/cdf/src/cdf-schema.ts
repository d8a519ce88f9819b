import {
  byKind,
  choice,
  decimal,
  flag,
  integer,
  list,
  object,
  optional,
  required,
  text,
} from '@hare/base/schema';
import {
  address,
  clientName,
  devicePath,
  hostname,
  ifaceType,
  interfaceName,
  port,
  transport,
} from './words.js';

const drive = byKind(
  (value) => typeof value === 'string' || typeof value === 'number',
  devicePath,
  object({
    path: required(devicePath, 'The device, as an absolute path.'),
    size: optional(integer({ min: 1 }), 'Size of the device in bytes.'),
    blksize: optional(integer({ min: 1 }), 'Size of a block of the device in bytes.'),
  }),
  'a device path, or a map with path, size and blksize',
);

const m0Server = object({
  runs_confd: optional(
    flag,
    'True if the process runs confd, the server of the configuration. At most one per node, ' +
      'at least one in all.',
  ),
  io_disks: optional(
    object({
      data: optional(
        list(drive),
        'The data devices of the process; empty for a process that only runs confd.',
      ),
      log: optional(list(drive), 'Devices for logs, at least 128 MiB each; the first is used.'),
      meta_data: optional(
        devicePath,
        'The device for metadata, used by a process with data devices.',
      ),
    }),
    'The devices that the process serves.',
  ),
});

const clientCounts = object({
  s3: optional(integer({ min: 0 }), 'CDF 2021: how many S3 server processes the node runs.'),
  other: optional(
    integer({ min: 0 }),
    'CDF 2021: how many other Motr client processes the node runs.',
  ),
});

const clientList = list(
  object({
    name: required(
      clientName,
      'Name of the client: m0_client_s3, m0_client_other, motr_client, rgw_s3, …',
    ),
    instances: required(integer({ min: 0 }), 'How many processes of this client the node runs.'),
  }),
);

const namedPorts = list(
  object({
    name: required(
      clientName,
      'What listens: confd and ios for servers, the client name for clients.',
    ),
    port: required(port, 'The first port; further processes of the kind get the ports after it.'),
  }),
);

/** One node of a CDF, in the order in which its fields are written. */
export const cdfNode = object({
  hostname: required(hostname, 'Name under which the other nodes reach this node.'),
  machine_id: optional(text({ noun: 'a machine-id' }), 'The /etc/machine-id of the node.'),
  node_group: optional(
    text({ noun: 'the name of a node group' }),
    'Group of the node, for example the host that its pod runs on.',
  ),
  processorcount: optional(integer({ min: 1 }), 'Processor cores of the node.'),
  memorysize_mb: optional(decimal({ min: 1 }), 'Memory of the node in MiB; a fraction is allowed.'),
  data_iface: required(interfaceName, 'Network interface for data.'),
  data_iface_ip_addr: optional(
    address,
    'Address of the data interface; the hostname if there is no better one.',
  ),
  data_iface_type: optional(ifaceType, 'Kind of the data network; absent means tcp.'),
  transport_type: optional(transport, 'Network transport of Motr; absent means libfab.'),
  network_ports: optional(
    object({
      hax: optional(port, 'Port of hax for Motr; absent means 22001.'),
      hax_http: optional(port, 'Port of hax for HTTP; absent means 8008.'),
      m0_server: optional(
        namedPorts,
        'Base ports of servers; absent means confd 21001, ios 21002.',
      ),
      m0_client_other: optional(
        namedPorts,
        'Base ports of clients by their names; absent means 22501.',
      ),
      m0_client_s3: optional(port, 'Base port of S3 clients.'),
    }),
    'Base ports of the processes of the node, for libfab.',
  ),
  m0_servers: optional(
    list(m0Server),
    'The Motr server processes: one per controller (CVG) and usually one with confd.',
  ),
  m0_clients: optional(
    byKind(
      (value) => value instanceof Map,
      clientCounts,
      clientList,
      'a map with s3 and other, or a list of name and instances',
    ),
    'The Motr client processes of the node.',
  ),
});

/** One pool of a CDF. */
export const cdfPool = object({
  name: required(text({ noun: 'a pool name' }), 'Name of the pool, unique in the file.'),
  type: optional(
    choice('sns', 'dix', 'md'),
    'sns stores data, dix key-value data, md metadata (default: sns).',
  ),
  data_units: required(
    integer({ min: 1 }),
    'N: units of data in a parity group. 1 for dix and md.',
  ),
  parity_units: required(integer({ min: 0 }), 'K: units of parity in a parity group.'),
  spare_units: optional(
    integer({ min: 0 }),
    'S: spare units in a parity group, 0 or K. Absent means K for sns, 0 for dix and md.',
  ),
  disk_refs: optional(
    list(
      object({
        path: required(
          devicePath,
          'A device of the cluster: a data device for sns, a metadata device for dix.',
        ),
        node: optional(
          hostname,
          'The node of the device; optional if only one node has a device with this path.',
        ),
      }),
    ),
    'The devices that make up the pool; absent means all.',
  ),
  allowed_failures: optional(
    object({
      site: required(integer(), 'Always 0.'),
      rack: required(integer(), 'Always 0.'),
      encl: required(
        integer(),
        'How many enclosures (nodes) may fail, at most K and fewer than the pool has.',
      ),
      ctrl: required(integer(), 'How many controllers may fail, at most K.'),
      disk: required(integer(), 'How many disks may fail, at most K.'),
    }),
    'How many failures the pool tolerates; absent means it is computed from the layout.',
  ),
});

/**
 * A cluster description file in either format; what the code reads and what `hare-cdf schema`
 * prints.
 */
export const cdfSchema = object({
  create_aux: optional(
    flag,
    'True to create auxiliary pools for degraded operation (default: false).',
  ),
  generate_formulaic_pvers: optional(
    flag,
    'True to create formulaic pool versions (default: false).',
  ),
  nodes: required(list(cdfNode, { notEmpty: true }), 'The nodes of the cluster.'),
  pools: required(
    list(cdfPool, { notEmpty: true }),
    'The pools of the cluster; at least one of type sns.',
  ),
  profiles: optional(
    list(
      object({
        name: required(
          text({ noun: 'a profile name' }),
          'Name of the profile, unique in the file.',
        ),
        pools: required(
          list(text({ noun: 'a pool name' }), { notEmpty: true }),
          'Names of the pools that clients with this profile use.',
        ),
      }),
      { notEmpty: true },
    ),
    'Sets of pools that clients choose from; absent means one profile `default` with all sns ' +
      'pools.',
  ),
  fdmi_filters: optional(
    list(
      object({
        name: required(text({ noun: 'a filter name' }), 'Name of the filter.'),
        node: required(hostname, 'The node whose client gets the records.'),
        client_index: required(
          integer({ min: 0 }),
          'Index of the client process of the node, from 0, without S3 clients.',
        ),
        substrings: optional(list(text()), 'Only records that contain one of these texts.'),
      }),
    ),
    'FDMI filters: which client gets which records.',
  ),
});

/** A CDF as its schema reads it: names as in the file, both formats. */
export type CdfDocument = ReturnType<(typeof cdfSchema)['read']>;
