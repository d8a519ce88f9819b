import type { CodeMeaning } from './code-meaning.js';

/** Codes about CDFs and models. */
export const cdfCodes = {
  CDF_INVALID: {
    about: 'The CDF has the problems listed below.',
    remedy: 'Correct the listed places, then check again: hare-cdf validate FILE',
  },
  CDF_SYNTAX: {
    about: 'The file is not valid YAML or JSON, or contains more than one document.',
    remedy:
      'Correct the line in the message (indent with two spaces per level), then check: ' +
      'hare-cdf validate FILE',
  },
  CDF_REPEATED_FIELD: {
    about: 'A field occurs twice in one map, and programs disagree about which one counts.',
    remedy: 'Remove one of the two lines in the message, then check: hare-cdf validate FILE',
  },
  CDF_FILE: {
    about: 'The file cannot be read, is too large, or is not UTF-8.',
    remedy: 'Check path, permissions and encoding of the file: ls -l FILE; file FILE',
  },
  CDF_PICTURE: {
    about: 'rsvg-convert, which draws a picture as PNG, is missing or failed.',
    remedy: 'Install librsvg2-bin (Debian) or librsvg2-tools (RPM), or write an SVG.',
  },
  CDF_TOO_LARGE: {
    about:
      'A number is greater than 2^53 and would be rounded, or aliases expand to more ' +
      'values than any cluster has.',
    remedy:
      'Correct the number, or replace the aliases with their values, then check: hare-cdf ' +
      'validate FILE',
  },
  CDF_MISSING: {
    about: 'A required field is missing or null.',
    remedy:
      'Add the field at the place in the message; to see what it means: hare-cdf explain FIELD',
    fields: ['hostname', 'data_iface', 'pools', 'name', 'data_units', 'parity_units'],
  },
  CDF_EMPTY: {
    about: 'A text or a list is empty where a value is required.',
    remedy: 'Enter a value, or remove the field if it is optional: hare-cdf explain FIELD',
  },
  CDF_TYPE: {
    about: 'A value has the wrong type: text instead of a number, or a list instead of a map.',
    remedy: 'Use a value of the type in the message; to see all fields and types: hare-cdf schema',
  },
  CDF_VALUE: {
    about: 'A text is not one of the allowed words, or not in the required form.',
    remedy: 'Use one of the words or the form in the message: hare-cdf explain FIELD',
    fields: ['type', 'data_iface_type', 'transport_type', 'hostname', 'path', 'meta_data'],
  },
  CDF_RANGE: {
    about: 'A number is too small or too large.',
    remedy: 'Use a number within the limits in the message: hare-cdf explain FIELD',
    fields: ['processorcount', 'memorysize_mb', 'size', 'blksize', 'instances', 'port'],
  },
  CDF_UNPRINTABLE: {
    about: 'A text contains control characters or line breaks.',
    remedy: 'Remove the invisible character at the place in the message; to see it: cat -A FILE',
  },
  CDF_UNKNOWN_FIELD: {
    about:
      'A field does not exist in the CDF; unknown names are refused so that typos are noticed.',
    remedy:
      'Correct the name as the hint says, or remove the line; to see all fields: hare-cdf schema',
  },
  CDF_HOSTNAME_REPEATED: {
    about: 'Two nodes have the same hostname; upper and lower case do not count.',
    remedy: 'Give each node its own hostname, as the node reports it: hostname -f',
    fields: ['hostname'],
  },
  CDF_ADDRESS_REPEATED: {
    about: 'Two nodes have the same data interface address.',
    remedy: 'Give each node the address of its own data interface: ip -br address show',
    fields: ['data_iface_ip_addr'],
  },
  CDF_HOSTNAME_UNUSABLE: {
    about:
      'Warning: other nodes cannot reach this hostname, or resolvers refuse it: localhost, ' +
      'a number, an underscore, a dot at the end, or parts that are too long.',
    remedy: 'Use the name that the other nodes resolve: hostname -f; getent hosts NAME',
    fields: ['hostname'],
  },
  CDF_INTERFACE_UNUSABLE: {
    about:
      'Warning: this data interface reaches no other node: it is the loopback, or a ' +
      'network of containers or virtual machines on one machine.',
    remedy: 'Use the interface of the data network: ip -br address',
    fields: ['data_iface'],
  },
  CDF_ADDRESS_UNUSABLE: {
    about:
      'Warning: other nodes cannot reach this address (loopback, link-local, unspecified, ' +
      'multicast), or the transport cannot use it.',
    remedy: 'Use the address of the data interface, or omit it: ip -br address',
    fields: ['data_iface_ip_addr'],
  },
  CDF_CONFD_REPEATED: {
    about: 'A node runs confd more than once.',
    remedy:
      'Set runs_confd to false in all but one m0_server of the node, then check: hare-cdf ' +
      'validate FILE',
    fields: ['runs_confd'],
  },
  CDF_NO_CONFD: {
    about: 'No node runs confd; at least one must.',
    remedy:
      'Set runs_confd: true in one m0_server of one to three nodes, then check: hare-cdf ' +
      'validate FILE',
    fields: ['runs_confd'],
  },
  CDF_SERVER_IDLE: {
    about: 'A server process neither runs confd nor has data devices.',
    remedy:
      'Add devices to io_disks.data, set runs_confd to true, or remove this m0_server, ' +
      'then check: hare-cdf validate FILE',
    fields: ['m0_servers', 'runs_confd', 'data'],
  },
  CDF_NODE_IDLE: {
    about: 'A node runs no Motr process, neither server nor client.',
    remedy:
      'Add m0_servers or m0_clients to the node, or remove it, then check: hare-cdf validate FILE',
    fields: ['m0_servers', 'm0_clients'],
  },
  CDF_DISK_REPEATED: {
    about: 'A device is used twice on one node; each device has one use: data, log or metadata.',
    remedy:
      'Use the device once on this node; to see its devices: lsblk -o PATH,SIZE,TYPE,MOUNTPOINTS',
    fields: ['data', 'log', 'meta_data'],
  },
  CDF_NO_DATA_DISK: {
    about: 'The cluster has no data device; it needs at least one.',
    remedy:
      'Add the data devices to io_disks.data of an m0_server: lsblk -o PATH,SIZE,TYPE,MOUNTPOINTS',
    fields: ['data'],
  },
  CDF_LOG_TOO_SMALL: {
    about: 'A log device is smaller than 128 MiB.',
    remedy: 'Use a larger device, or remove io_disks.log: lsblk -b -o PATH,SIZE',
    fields: ['log', 'size'],
  },
  CDF_META_DATA_IGNORED: {
    about:
      'Warning: a server has a metadata device but no data devices, so the metadata device ' +
      'is not used.',
    remedy:
      'Remove meta_data, or add data devices to this server, then check: hare-cdf validate FILE',
    fields: ['meta_data'],
  },
  CDF_POOL_REPEATED: {
    about: 'Two pools have the same name.',
    remedy:
      'Rename one of the pools, also in the profiles that use it, then check: hare-cdf ' +
      'validate FILE',
    fields: ['name'],
  },
  CDF_POOL_TYPE_REPEATED: {
    about:
      'The CDF has more than one dix pool or more than one md pool; Motr supports one of each.',
    remedy: 'Remove one of the pools of this type, then check: hare-cdf validate FILE',
    fields: ['type'],
  },
  CDF_NO_SNS_POOL: {
    about: 'The CDF has no sns pool; at least one is required.',
    remedy: 'Add a pool of type sns, which stores the data: hare-cdf explain pools',
    fields: ['type', 'pools'],
  },
  CDF_DATA_UNITS: {
    about: 'data_units of a dix or md pool is not 1.',
    remedy: 'Set data_units to 1 in this pool, then check: hare-cdf validate FILE',
    fields: ['data_units'],
  },
  CDF_SPARE_UNITS: {
    about: 'spare_units is neither 0 nor equal to parity_units.',
    remedy:
      'Set spare_units to 0 or to the value of parity_units, or omit it, then check: ' +
      'hare-cdf validate FILE',
    fields: ['spare_units', 'parity_units'],
  },
  CDF_TOO_FEW_DISKS: {
    about:
      'A pool has fewer than N+K+S devices. It counts data devices for sns, used metadata ' +
      'devices for dix, and controllers for md.',
    remedy:
      'Add devices to the pool, or lower data_units, parity_units or spare_units; to see ' +
      'the devices: hare-cdf show FILE',
    fields: ['data_units', 'parity_units', 'spare_units', 'disk_refs'],
  },
  CDF_AUX_LAYOUT: {
    about: 'create_aux is true, but data_units of an sns pool is not greater than parity_units.',
    remedy:
      'Raise data_units, lower parity_units, or set create_aux to false, then check: ' +
      'hare-cdf validate FILE',
    fields: ['create_aux', 'data_units', 'parity_units'],
  },
  CDF_AUX_TOO_FEW_DISKS: {
    about:
      'create_aux is true, but an sns pool that loses the tolerated nodes has fewer than ' +
      '(N-K)+K+S disks.',
    remedy:
      'Add disks to the pool, lower its allowed_failures.encl, or set create_aux to false: ' +
      'hare-cdf show FILE',
    fields: ['create_aux', 'encl'],
  },
  CDF_TOO_MANY_AUX_POOLS: {
    about: 'create_aux produces more than 1000 auxiliary pools.',
    remedy:
      'Lower allowed_failures.encl of the pools in the message, or set create_aux to ' +
      'false: hare-cdf show FILE',
    fields: ['create_aux', 'encl'],
  },
  CDF_ALLOWED_FAILURES: {
    about:
      'A value in allowed_failures is too high: site and rack must be 0, encl, ctrl and ' +
      'disk from 0 to K, and encl less than the number of nodes of the pool.',
    remedy:
      'Lower the value to the limit in the message, or omit allowed_failures to have it ' +
      'calculated: hare-cdf show FILE',
    fields: ['allowed_failures', 'site', 'rack', 'encl', 'ctrl', 'disk'],
  },
  CDF_DISK_REF_UNKNOWN: {
    about:
      'A disk_ref names an unknown device, or one of the wrong kind: sns pools use data ' +
      'devices, dix pools metadata devices.',
    remedy: 'Correct path and node of the reference; to see the devices: hare-cdf show FILE',
    fields: ['disk_refs', 'path', 'node'],
  },
  CDF_DISK_REF_AMBIGUOUS: {
    about: 'A disk_ref without node names a device that several nodes have.',
    remedy: 'Add node: HOSTNAME to the reference, then check: hare-cdf validate FILE',
    fields: ['disk_refs', 'node'],
  },
  CDF_DISK_REF_REPEATED: {
    about: 'The disk_refs of a pool name the same device twice.',
    remedy: 'Remove one of the two references, then check: hare-cdf validate FILE',
    fields: ['disk_refs'],
  },
  CDF_DISK_REFS_OF_MD: {
    about: 'A pool of type md has disk_refs, which md pools do not support.',
    remedy: 'Remove disk_refs from the md pool, then check: hare-cdf validate FILE',
    fields: ['disk_refs', 'type'],
  },
  CDF_DISK_SHARED: {
    about: 'A disk belongs to two sns pools; this is allowed only if create_aux is true.',
    remedy:
      'Remove the disk from one of the pools, or set create_aux to true, then check: ' +
      'hare-cdf validate FILE',
    fields: ['disk_refs'],
  },
  CDF_POOLS_COMPETE: {
    about:
      'The CDF has several sns pools, but not all of them have disk_refs; only a single ' +
      'sns pool can omit them.',
    remedy: 'List the disks of each sns pool in its disk_refs: hare-cdf explain disk_refs',
    fields: ['disk_refs'],
  },
  CDF_PROFILE_REPEATED: {
    about: 'Two profiles have the same name.',
    remedy: 'Rename or remove one of the profiles, then check: hare-cdf validate FILE',
    fields: ['profiles', 'name'],
  },
  CDF_PROFILE_POOL_UNKNOWN: {
    about: 'A profile names a pool that does not exist.',
    remedy: 'Correct the pool name in the profile; to see the pools: hare-cdf show FILE',
    fields: ['profiles', 'pools'],
  },
  CDF_PROFILE_POOL_REPEATED: {
    about: 'A profile names the same pool twice.',
    remedy: 'Remove one of the two entries, then check: hare-cdf validate FILE',
    fields: ['profiles', 'pools'],
  },
  CDF_FDMI_NODE: {
    about: 'An FDMI filter names a node that does not exist.',
    remedy: 'Use a hostname from the CDF in the filter; to see the nodes: hare-cdf show FILE',
    fields: ['fdmi_filters', 'node'],
  },
  CDF_FDMI_CLIENT: {
    about:
      'client_index of an FDMI filter is out of range. It counts the client processes of ' +
      'the node from 0, without S3 clients.',
    remedy:
      'Use an index within the limits in the message, or name a node with clients: ' +
      'hare-cdf show FILE',
    fields: ['client_index'],
  },
  CDF_PORT_COLLISION: {
    about:
      'Two processes of a node get the same port on libfab, hax_http included. Processes ' +
      'with the same base port get consecutive ports.',
    remedy:
      'Set the base ports in network_ports of this node further apart: hare-cdf explain ' +
      'network_ports',
    fields: ['network_ports', 'port', 'hax', 'hax_http'],
  },
  CDF_PORT_RANGE: {
    about: 'A process of a node gets a port above 65535.',
    remedy: 'Lower the base port or the number of instances: hare-cdf explain network_ports',
    fields: ['network_ports', 'port', 'instances'],
  },
} satisfies Readonly<Record<string, CodeMeaning>>;
