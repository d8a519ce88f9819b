import {
  integer,
  openObject,
  optional,
  required,
  section,
  text,
  textList,
} from '@hare/base/schema';
import { devicePath, hostname, ifaceType, interfaceName } from '../words.js';

/** What `server_node>{id}` has in March and August alike. */
export const serverNodeKeys = openObject({
  cluster_id: required(
    text({ noun: 'a cluster id' }),
    'Name of the cluster, the same for all nodes.',
  ),
  hostname: optional(hostname, 'Name of the node, where there is no private_fqdn.'),
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
export const serverCvg = openObject({
  data_devices: required(textList(devicePath, { notEmpty: true }), 'Data devices.'),
  metadata_devices: optional(textList(devicePath), 'Metadata devices; the first is used.'),
});

/** Machine-ids of a storage set. */
export const setMembers = textList(text({ noun: 'a machine-id' }), { notEmpty: true });
