import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  CFGEN_FACTS_MISSING: {
    about:
      'The CDF has no core count, memory size or device size for some nodes, and neither ' +
      'the facts file, the KV nor this machine supplies them; each missing value is listed.',
    remedy:
      'Run prepare on the listed nodes, add the values to the CDF, or pass a facts file: ' +
      'hare_setup config --facts FILE',
  },
  CFGEN_FACT: {
    about: 'One missing value of CFGEN_FACTS_MISSING, with its node, device and reason.',
    remedy:
      'Check the device path on that node, or add the value to the facts file: lsblk -b -o ' +
      'PATH,SIZE,PHY-SEC',
  },
  CFGEN_AUX_POOLS: {
    about:
      'create_aux produces more than 1000 auxiliary pools; the message gives the number ' +
      'and the pools.',
    remedy:
      'Lower allowed_failures.encl of these pools or set create_aux to false, then check: ' +
      'hare-cdf validate CDF',
  },
  CFGEN_FDMI_CLIENT: {
    about: 'An FDMI filter names an unknown node, or a client_index that the node does not have.',
    remedy:
      'Correct node and client_index (from 0, without S3 clients), then check: hare-cdf ' +
      'validate CDF',
  },
  CFGEN_PROFILE_POOL: {
    about: 'A profile names a pool that is not in the CDF.',
    remedy: 'Correct the pool name in the profile, then check: hare-cdf validate CDF',
  },
  CFGEN_DISK_REF: {
    about: 'A disk_ref names a device that no node has, or that several nodes have.',
    remedy: 'Correct its path, or add node: HOSTNAME to it, then check: hare-cdf validate CDF',
  },
  CFGEN_LOG_DEVICE_SMALL: {
    about: 'A log device is smaller than 128 MiB.',
    remedy: 'Use a larger device, or omit io_disks.log: lsblk -b -o PATH,SIZE',
  },
  CFGEN_NO_POOLS: {
    about: 'No dix or md pool can be built; this happens only with an invalid CDF.',
    remedy: 'Validate the CDF and correct what it lists: hare-cdf validate CDF',
  },
  CFGEN_NO_NODE: {
    about: 'The requested node is not in the CDF.',
    remedy: 'Use a node from the message; to list all nodes: hare-cdf show CDF',
  },
  CFGEN_AUTOMATIC_PARITY: {
    about:
      'Warning: the CDF has no dix or md pool, and the default pool over all nodes gets ' +
      'more than 3 parity units.',
    remedy:
      'Ignore this if you want that many; otherwise add a pool of that type to the CDF: ' +
      'hare-cdf explain parity_units',
  },
  CFGEN_LNET_PORTS: {
    about:
      'Warning: network_ports has no effect with transport_type lnet, except hax_http; the ' +
      'portals are fixed.',
    remedy: 'Remove network_ports, or set transport_type to libfab: hare-cdf explain network_ports',
  },
  CFGEN_ADDRESS_PASSED_OVER: {
    about:
      'Warning: the data interface of a node has no address that other nodes can reach ' +
      '(only loopback, link-local, tentative or deprecated ones, or none). The message ' +
      'gives the address used instead.',
    remedy:
      'Give the interface an address of the data network, or name another interface in the ' +
      'ConfStore, then run config: ip -br address show',
  },
  CFGEN_NO_CONFIG: {
    about: 'The directory contains no generated configuration.',
    remedy:
      'Use the directory that config wrote, or generate a configuration: hare-cfgen CDF -o DIR',
  },
  CFGEN_KV: {
    about:
      'consul-kv.json in a directory of generated configuration is not a valid list of ' +
      'keys and values.',
    remedy: 'Generate the configuration again: hare_setup config',
  },
  CFGEN_DECODE: {
    about:
      'confd.xc or confd.cg is not valid at the line and column in the message: truncated, ' +
      'edited, or another file.',
    remedy: 'Generate the configuration again: hare_setup config',
  },
  CFGEN_DECODE_FILE: {
    about: 'The file for hare-cfgen decode does not exist or cannot be read.',
    remedy: 'Use a confd.xc or confd.cg that this user can read: ls -l FILE',
  },
  CFGEN_FOLDER_BUSY: {
    about: 'Another process has been writing a configuration to the same directory for 30 seconds.',
    remedy: 'Find that process, wait until it ends, and retry: fuser -v DIR',
  },
  CFGEN_WRITE_FAILED: {
    about:
      'The generated files cannot be written: no space, no permission, or a directory ' +
      'where a file is needed. The old files are unchanged.',
    remedy: 'Fix what the message says, and retry: df -h DIR; ls -la DIR',
  },
  CFGEN_FILE_NAME: {
    about: 'A program tried to write a generated file outside the directory.',
    remedy:
      'Fix the program that uses this library: pass only the files that renderFiles returned.',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
