import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  CFGEN_FACTS_MISSING: {
    about:
      'The CDF leaves out cores, memory or device sizes, and they were found neither in a facts file, nor in the KV, nor on this machine; every missing one is listed.',
    remedy:
      'Run prepare on the nodes that are named, write the values into the CDF, or give a file: hare_setup config --facts FILE',
  },
  CFGEN_FACT: {
    about: 'One fact of CFGEN_FACTS_MISSING: the node, the device, and why it is not known.',
    remedy:
      'Check the path of the device on that node, or give the fact by file: lsblk -b -o PATH,SIZE,PHY-SEC',
  },
  CFGEN_AUX_POOLS: {
    about:
      'create_aux would make more than 1000 auxiliary pools; the message says how many and which pools make them.',
    remedy:
      'Lower allowed_failures.encl of these pools or set create_aux to false, then check: hare-cdf validate CDF',
  },
  CFGEN_FDMI_CLIENT: {
    about:
      'An FDMI filter names a node that is not there, or a client_index that the node does not have.',
    remedy: 'Correct node and client_index (from 0, S3 clients not counted): hare-cdf validate CDF',
  },
  CFGEN_PROFILE_POOL: {
    about: 'A profile names a pool that the CDF does not describe.',
    remedy: 'Correct the name of the pool in the profile: hare-cdf validate CDF',
  },
  CFGEN_DISK_REF: {
    about: 'A disk_ref of a pool names a device that no node has, or that several nodes have.',
    remedy: 'Correct its path, or add node: HOSTNAME to it: hare-cdf validate CDF',
  },
  CFGEN_LOG_DEVICE_SMALL: {
    about: 'A log device is smaller than 128 MiB.',
    remedy: 'Name a larger device, or leave io_disks.log out: lsblk -b -o PATH,SIZE',
  },
  CFGEN_NO_POOLS: {
    about: 'No dix or md pool could be made; it happens only to a CDF that was not validated.',
    remedy: 'Validate the CDF and mend what it names: hare-cdf validate CDF',
  },
  CFGEN_NO_NODE: {
    about: 'The node that was asked for is not in the CDF.',
    remedy: 'Name one of the nodes that the message lists; all of them: hare-cdf show CDF',
  },
  CFGEN_AUTOMATIC_PARITY: {
    about:
      'Warning: the CDF has no dix or md pool, and the one that is made over all nodes gets more than 3 parity units.',
    remedy:
      'Nothing, if that is meant; else describe a pool of that type in the CDF: hare-cdf explain parity_units',
  },
  CFGEN_LNET_PORTS: {
    about:
      'Warning: with transport_type lnet the portals are fixed, so the network_ports of the CDF have no effect (but hax_http).',
    remedy: 'Remove network_ports, or set transport_type to libfab: hare-cdf explain network_ports',
  },
  CFGEN_ADDRESS_PASSED_OVER: {
    about:
      'Warning: the data interface of a node has an address under which no other node reaches it (loopback, link-local, tentative, deprecated, …), or none; the message says what is taken instead.',
    remedy:
      'Give the interface an address of the data network, or name another interface in the ConfStore, then run config again: ip -br address show',
  },
  CFGEN_NO_CONFIG: {
    about: 'A folder was named as a generated configuration and holds none.',
    remedy: 'Name the folder that config wrote, or generate one: hare-cfgen CDF -o DIR',
  },
  CFGEN_KV: {
    about:
      'consul-kv.json in a folder of generated configuration is not the list of keys and values that it should be.',
    remedy: 'Generate the folder again: hare_setup config',
  },
  CFGEN_DECODE: {
    about:
      'A confd.xc or confd.cg cannot be read at the line and column in the message: it is cut short, edited, or another file.',
    remedy: 'Generate the configuration again and compare: hare_setup config --dry-run',
  },
  CFGEN_DECODE_FILE: {
    about: 'The file given to hare-cfgen decode does not exist or cannot be read.',
    remedy:
      'Name a confd.xc or confd.cg that this user can read: hare-cfgen decode /var/lib/hare/confd.xc',
  },
  CFGEN_FOLDER_BUSY: {
    about: 'Another process has been writing a configuration into the same folder for 30 seconds.',
    remedy: 'Find it, wait until it has ended, run again: fuser -v DIR',
  },
  CFGEN_WRITE_FAILED: {
    about:
      'The generated files cannot be written: no space, no permission, or a folder in the place of a file; the old files are as they were.',
    remedy: 'Mend what the message says, then run again: df -h DIR; ls -la DIR',
  },
  CFGEN_FILE_NAME: {
    about: 'A program asked to write a generated file under a name that leads out of the folder.',
    remedy: 'A defect of the program that uses the library: pass the files that renderFiles made.',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
