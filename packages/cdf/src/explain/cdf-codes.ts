import type { CodeMeaning } from './code-meaning.js';

/** Codes about CDFs and models. */
export const cdfCodes = {
  CDF_INVALID: {
    about: 'The CDF has the problems that follow.',
    remedy:
      'Correct the places that are listed below the message, then check again: hare-cdf ' +
      'validate FILE',
  },
  CDF_SYNTAX: {
    about: 'The file is not one readable YAML (or JSON) document.',
    remedy:
      'Correct the line in the message; indent with spaces, two a level: hare-cdf validate FILE',
  },
  CDF_REPEATED_FIELD: {
    about: 'A field stands twice in one map; readers disagree about which one counts.',
    remedy: 'Keep one of the two lines that the message names: hare-cdf validate FILE',
  },
  CDF_FILE: {
    about: 'The file cannot be read, is too large, or is not UTF-8.',
    remedy: 'Check name, size, permissions and encoding of the file: ls -l FILE; file FILE',
  },
  CDF_TOO_LARGE: {
    about:
      'A number is beyond 2^53 and would be rounded, or aliases unfold to more values than any ' +
      'cluster has.',
    remedy: 'Write the number as it was meant, and write aliases out: hare-cdf validate FILE',
  },
  CDF_MISSING: {
    about: 'A required field is absent or null.',
    remedy: 'Add the field at the place in the message; what it means: hare-cdf explain FIELD',
    fields: ['hostname', 'data_iface', 'pools', 'name', 'data_units', 'parity_units'],
  },
  CDF_EMPTY: {
    about: 'A text or list that must say something is empty.',
    remedy: 'Fill it in, or remove the field if it is optional: hare-cdf explain FIELD',
  },
  CDF_TYPE: {
    about:
      'A value is of the wrong kind: text where a number is meant, a list where a map is meant.',
    remedy:
      'Write a value of the kind that the message asks for; all fields with their kinds: ' +
      'hare-cdf schema',
  },
  CDF_VALUE: {
    about: 'A text is not one of the words allowed here, or not of the form that is needed.',
    remedy: 'Use one of the words or the form in the message: hare-cdf explain FIELD',
    fields: ['type', 'data_iface_type', 'transport_type', 'hostname', 'path', 'meta_data'],
  },
  CDF_RANGE: {
    about: 'A number is too small or too large.',
    remedy: 'Use a number within the limits in the message: hare-cdf explain FIELD',
    fields: ['processorcount', 'memorysize_mb', 'size', 'blksize', 'instances', 'port'],
  },
  CDF_UNPRINTABLE: {
    about: 'A text holds control characters or line breaks.',
    remedy: 'Remove the invisible character at the place in the message; to see it: cat -A FILE',
  },
  CDF_UNKNOWN_FIELD: {
    about: 'A name is not a field of the CDF; typos must not pass unnoticed.',
    remedy:
      'Correct the name as the hint proposes, or remove the line; all fields: hare-cdf schema',
  },
  CDF_HOSTNAME_REPEATED: {
    about: 'Hostnames are unique, without regard to case.',
    remedy: 'Give every node its own hostname, as it is known to itself: hostname -f',
    fields: ['hostname'],
  },
  CDF_ADDRESS_REPEATED: {
    about: 'Addresses of data interfaces are unique.',
    remedy: 'Give every node the address of its own data interface: ip -br address show',
    fields: ['data_iface_ip_addr'],
  },
  CDF_HOSTNAME_UNUSABLE: {
    about:
      'Warning: a hostname under which other nodes cannot reach the node, or that resolvers ' +
      'and other programs refuse: localhost, a number, "_", a dot at the end, parts that are ' +
      'too long.',
    remedy: 'Name the node as the other nodes resolve it: hostname -f; getent hosts NAME',
    fields: ['hostname'],
  },
  CDF_INTERFACE_UNUSABLE: {
    about:
      'Warning: a data interface that leads to no other node: loopback, or the network of ' +
      'containers and virtual machines within one machine.',
    remedy: 'Name the interface of the data network: ip -br address',
    fields: ['data_iface'],
  },
  CDF_ADDRESS_UNUSABLE: {
    about:
      'Warning: an address that no other node reaches (loopback, link-local, unspecified, ' +
      'multicast), or one that the transport cannot use.',
    remedy: 'Give the address of the data interface, or leave it out: ip -br address',
    fields: ['data_iface_ip_addr'],
  },
  CDF_CONFD_REPEATED: {
    about: 'A node runs confd at most once.',
    remedy: 'Set runs_confd to false in all m0_servers of the node but one: hare-cdf validate FILE',
    fields: ['runs_confd'],
  },
  CDF_NO_CONFD: {
    about: 'At least one node runs confd.',
    remedy: 'Set runs_confd: true in one m0_server of one to three nodes: hare-cdf validate FILE',
    fields: ['runs_confd'],
  },
  CDF_SERVER_IDLE: {
    about: 'A server process runs confd or has data devices.',
    remedy:
      'Name devices in io_disks.data, set runs_confd to true, or remove this m0_server: ' +
      'hare-cdf validate FILE',
    fields: ['m0_servers', 'runs_confd', 'data'],
  },
  CDF_NODE_IDLE: {
    about: 'A node runs at least one Motr process, server or client.',
    remedy: 'Give the node m0_servers or m0_clients, or remove it: hare-cdf validate FILE',
    fields: ['m0_servers', 'm0_clients'],
  },
  CDF_DISK_REPEATED: {
    about: 'A device is used once per node, for data, log or metadata.',
    remedy:
      'Name the device once on this node; what the node has: lsblk -o PATH,SIZE,TYPE,MOUNTPOINTS',
    fields: ['data', 'log', 'meta_data'],
  },
  CDF_NO_DATA_DISK: {
    about: 'The cluster has at least one data device.',
    remedy:
      'Name the data devices in io_disks.data of an m0_server: lsblk -o PATH,SIZE,TYPE,MOUNTPOINTS',
    fields: ['data'],
  },
  CDF_LOG_TOO_SMALL: {
    about: 'A log device has at least 128 MiB.',
    remedy: 'Name a larger device, or remove io_disks.log: lsblk -b -o PATH,SIZE',
    fields: ['log', 'size'],
  },
  CDF_META_DATA_IGNORED: {
    about: 'Warning: a server without data devices does not use its metadata device.',
    remedy: 'Remove meta_data there, or name data devices beside it: hare-cdf validate FILE',
    fields: ['meta_data'],
  },
  CDF_POOL_REPEATED: {
    about: 'Pool names are unique.',
    remedy: 'Rename one of the pools, and the profiles that name it: hare-cdf validate FILE',
    fields: ['name'],
  },
  CDF_POOL_TYPE_REPEATED: {
    about: 'Motr has at most one dix pool and at most one md pool.',
    remedy: 'Remove one of the two pools of this type: hare-cdf validate FILE',
    fields: ['type'],
  },
  CDF_NO_SNS_POOL: {
    about: 'At least one pool is of type sns.',
    remedy: 'Add a pool of type sns, which holds the data: hare-cdf explain pools',
    fields: ['type', 'pools'],
  },
  CDF_DATA_UNITS: {
    about: 'Pools of type dix and md have N = 1.',
    remedy: 'Set data_units to 1 in this pool: hare-cdf validate FILE',
    fields: ['data_units'],
  },
  CDF_SPARE_UNITS: {
    about: 'S is 0 or K.',
    remedy:
      'Set spare_units to 0 or to the value of parity_units, or leave it out: hare-cdf ' +
      'validate FILE',
    fields: ['spare_units', 'parity_units'],
  },
  CDF_TOO_FEW_DISKS: {
    about:
      'A pool has at least N+K+S devices: data devices for sns, used metadata devices for dix, ' +
      'controllers for md.',
    remedy:
      'Give the pool more devices, or lower data_units, parity_units or spare_units; what ' +
      'there is: hare-cdf show FILE',
    fields: ['data_units', 'parity_units', 'spare_units', 'disk_refs'],
  },
  CDF_AUX_LAYOUT: {
    about: 'With create_aux, sns pools have N > K.',
    remedy:
      'Raise data_units, lower parity_units, or set create_aux to false: hare-cdf validate FILE',
    fields: ['create_aux', 'data_units', 'parity_units'],
  },
  CDF_AUX_TOO_FEW_DISKS: {
    about:
      'With create_aux, an sns pool that lost the nodes it tolerates still has (N-K)+K+S disks.',
    remedy:
      'Give the pool more disks, lower its allowed_failures.encl, or set create_aux to false: ' +
      'hare-cdf show FILE',
    fields: ['create_aux', 'encl'],
  },
  CDF_TOO_MANY_AUX_POOLS: {
    about: 'create_aux makes at most 1000 auxiliary pools.',
    remedy:
      'Lower allowed_failures.encl of the pools in the message, or set create_aux to false: ' +
      'hare-cdf show FILE',
    fields: ['create_aux', 'encl'],
  },
  CDF_ALLOWED_FAILURES: {
    about:
      'allowed_failures: site and rack are 0; encl, ctrl and disk are from 0 to K; encl is ' +
      'below the number of nodes of the pool.',
    remedy:
      'Lower the number to the limit in the message, or leave allowed_failures out and it is ' +
      'computed: hare-cdf show FILE',
    fields: ['allowed_failures', 'site', 'rack', 'encl', 'ctrl', 'disk'],
  },
  CDF_DISK_REF_UNKNOWN: {
    about: 'disk_refs name devices of the cluster: data devices for sns, metadata devices for dix.',
    remedy:
      'Correct path and node of the reference; the devices of the cluster: hare-cdf show FILE',
    fields: ['disk_refs', 'path', 'node'],
  },
  CDF_DISK_REF_AMBIGUOUS: {
    about: 'A disk_ref without node names a device that only one node has.',
    remedy: 'Add node: HOSTNAME to the reference: hare-cdf validate FILE',
    fields: ['disk_refs', 'node'],
  },
  CDF_DISK_REF_REPEATED: {
    about: 'disk_refs name a device once.',
    remedy: 'Remove one of the two references: hare-cdf validate FILE',
    fields: ['disk_refs'],
  },
  CDF_DISK_REFS_OF_MD: {
    about: 'Pools of type md have no disk_refs.',
    remedy: 'Remove disk_refs from the pool of type md: hare-cdf validate FILE',
    fields: ['disk_refs', 'type'],
  },
  CDF_DISK_SHARED: {
    about: 'A disk belongs to one sns pool, unless create_aux is true.',
    remedy:
      'Remove the disk from one of the two pools, or set create_aux to true: hare-cdf validate ' +
      'FILE',
    fields: ['disk_refs'],
  },
  CDF_POOLS_COMPETE: {
    about: 'Of several sns pools each has disk_refs; only a single one may do without.',
    remedy: 'List the disks of every sns pool in its disk_refs: hare-cdf explain disk_refs',
    fields: ['disk_refs'],
  },
  CDF_PROFILE_REPEATED: {
    about: 'Profile names are unique.',
    remedy: 'Rename or remove one of the two profiles: hare-cdf validate FILE',
    fields: ['profiles', 'name'],
  },
  CDF_PROFILE_POOL_UNKNOWN: {
    about: 'Profiles name existing pools.',
    remedy: 'Correct the name of the pool in the profile: hare-cdf show FILE',
    fields: ['profiles', 'pools'],
  },
  CDF_PROFILE_POOL_REPEATED: {
    about: 'A profile names a pool once.',
    remedy: 'Remove the second mention of the pool: hare-cdf validate FILE',
    fields: ['profiles', 'pools'],
  },
  CDF_FDMI_NODE: {
    about: 'An FDMI filter names an existing node.',
    remedy: 'Name a hostname of the CDF in the filter: hare-cdf show FILE',
    fields: ['fdmi_filters', 'node'],
  },
  CDF_FDMI_CLIENT: {
    about: 'client_index counts the client processes of the node from 0, S3 clients left out.',
    remedy:
      'Use an index within the limits in the message, or name a node with clients: hare-cdf ' +
      'show FILE',
    fields: ['client_index'],
  },
  CDF_PORT_COLLISION: {
    about:
      'On libfab, no two processes of a node get the same port, hax_http included; processes ' +
      'that share a base port follow one another.',
    remedy:
      'Move the base ports in network_ports of this node further apart: hare-cdf explain ' +
      'network_ports',
    fields: ['network_ports', 'port', 'hax', 'hax_http'],
  },
  CDF_PORT_RANGE: {
    about: 'The ports of all processes of a node are at most 65535.',
    remedy: 'Choose a lower base port, or fewer instances: hare-cdf explain network_ports',
    fields: ['network_ports', 'port', 'instances'],
  },
} satisfies Readonly<Record<string, CodeMeaning>>;
