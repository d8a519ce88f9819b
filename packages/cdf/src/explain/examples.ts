/** An example value for a field or key, by the end of its name; the longest end counts. */
const examples: Readonly<Record<string, unknown>> = {
  create_aux: true,
  generate_formulaic_pvers: false,
  hostname: 'srvnode-1.data.private',
  'data.private_fqdn': 'srvnode-1.data.private',
  machine_id: '1114a50a6bf6f9c93ebd3c49d07d3fd4',
  node_group: 'rack-1',
  processorcount: 16,
  memorysize_mb: 64319.5,
  data_iface: 'eth1',
  interfaces: ['eth1', 'eno2'],
  private_interfaces: ['eth1', 'eno2'],
  'private_interfaces[]': 'eth1',
  data_iface_ip_addr: '192.168.10.1',
  data_iface_type: 'tcp',
  interface_type: 'tcp',
  transport_type: 'libfab',
  'network_ports.hax': 22001,
  hax_http: 8008,
  'm0_server[].name': 'ios',
  'm0_server[].port': 21002,
  'm0_client_other[].name': 'motr_client',
  'm0_client_other[].port': 22501,
  m0_client_s3: 22401,
  runs_confd: true,
  path: '/dev/disk/by-id/dm-name-mpatha',
  size: 4000787030016,
  blksize: 4096,
  'io_disks.data': [{ path: '/dev/sdc' }, { path: '/dev/sdd' }],
  'io_disks.log': [{ path: '/dev/sde' }],
  meta_data: '/dev/disk/by-id/dm-name-mpathb',
  data_devices: ['/dev/sdc', '/dev/sdd'],
  metadata_devices: ['/dev/sdb'],
  'devices.data': ['/dev/sdc', '/dev/sdd'],
  'devices.log': ['/dev/sde'],
  'devices.metadata': ['/dev/sdb'],
  s3: 2,
  other: 3,
  s3_instances: 2,
  client_instances: 2,
  'm0_clients[].name': 'rgw_s3',
  instances: 2,
  num_instances: 2,
  'components[].name': 'motr',
  'pools[].name': 'tier1-sns',
  type: 'sns',
  data_units: 4,
  parity_units: 2,
  spare_units: 2,
  'durability.{sns,dix}.data': 4,
  'durability.{sns,dix}.parity': 2,
  'durability.{sns,dix}.spare': 2,
  'durability.data': 4,
  'disk_refs[].node': 'srvnode-1.data.private',
  site: 0,
  rack: 0,
  encl: 0,
  ctrl: 0,
  disk: 2,
  'profiles[].name': 'default',
  'profiles[].pools': ['tier1-sns'],
  'fdmi_filters[].name': 'deletions',
  'fdmi_filters[].node': 'srvnode-1.data.private',
  client_index: 0,
  substrings: ['Bucket-Name'],
  'hax.endpoints': ['http://srvnode-1.data.private:22003', 'tcp://srvnode-1.data.private:22001'],
  'confd.endpoints': ['tcp://srvnode-1.data.private:22002'],
  'ios.endpoints': ['tcp://srvnode-1.data.private:21001'],
  'clients[].endpoints': ['tcp://srvnode-1.data.private:22501'],
  server_nodes: { '1114a50a6bf6f9c93ebd3c49d07d3fd4': 'srvnode-1' },
};

/**
 * An example value for a CDF field or ConfStore key; undefined for maps and lists of maps.
 */
export function exampleOf(name: string): unknown {
  const plain = name.replaceAll('>', '.').replace(/\[\w+\]/g, '[]');
  const parts = plain.split('.');
  const ends = parts.map((_, at) => parts.slice(at).join('.'));
  return examples[ends.find((end) => Object.hasOwn(examples, end)) ?? ''];
}

/** Units that neither type nor example show. */
const units: Record<string, string> = { memorysize_mb: 'MiB', size: 'bytes', blksize: 'bytes' };

/** The unit of a number, by its field's name. */
export function unitOf(field: string): string | undefined {
  return units[field.replace(/^.*\./, '')];
}
