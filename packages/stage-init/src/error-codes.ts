import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  NODE_NOT_THIS_MACHINE: {
    about:
      'The ConfStore describes one node, and neither its machine-id nor its host name is ' +
      'that of this machine. Its devices may be in use by others, so nothing was formatted.',
    remedy:
      'Run the stage on the right machine, or confirm that this is the node: hare_setup ' +
      'init --node NAME',
  },
  DEVICES_UNSAFE: {
    about:
      'Devices to format are in use, have foreign signatures, or differ from what config ' +
      'recorded. Nothing was formatted.',
    remedy:
      'Follow the hint of each finding, or correct the ConfStore and run config; then ' +
      'check: hare_setup init --dry-run',
  },
  MKFS_UNRECORDED: {
    about:
      'The devices may contain data: services of Motr have run (directories below ' +
      '/var/motr or states of ioservices in the KV show it), but this machine has no ' +
      'record of formatting. The cluster was set up by the original tools, its state ' +
      'directory was lost, or init was killed. Nothing was formatted.',
    remedy:
      'Start the cluster as it is; the next init then records that it is formatted: hctl ' +
      'bootstrap /var/lib/hare/cluster.yaml',
  },
  MOTR_UNITS_ACTIVE: {
    about:
      'Units of Motr are active although hctl status says that the cluster is stopped: a ' +
      'bootstrap failed and hctl shutdown did not stop them. They use the devices, so ' +
      'nothing was formatted.',
    remedy:
      "List these units, then stop each with systemctl stop: systemctl list-units 'm0d@*' " +
      "'m0_client_*@*' 'motr-mkfs@*'",
  },
  MKFS_FROM_BACKUP: {
    about:
      'The cluster description comes from a backup of another machine, and config has not ' +
      'run since. Nothing was formatted.',
    remedy: 'Run config, which checks the devices of this machine: hare_setup config --config URL',
  },
  MKFS_WHILE_RUNNING: {
    about: 'The cluster is running, so its devices cannot be formatted.',
    remedy: 'Stop the cluster first: hctl shutdown',
  },
  MKFS_OVERTAKEN: {
    about:
      'Another node or an operator changed the record of formatting while init ran. ' +
      'Nothing was formatted.',
    remedy: 'Check what init would do now, then run it again: hare_setup init --dry-run',
  },
  MKFS_NOT_FIRST_NODE: {
    about:
      'Only the first node of the cluster description formats again, and this is another node.',
    remedy:
      'Run the command on the node in the message; to see what it would do there: ' +
      'hare_setup init --mkfs=always --dry-run',
  },
  MKFS_NOT_AGREED: {
    about:
      'Formatting again (init --mkfs=always) wipes all data of the cluster and was not ' +
      'confirmed. Nothing was done; the exit code is 2.',
    remedy:
      'List the devices; if you can lose all this data, run the command again with --yes: ' +
      'hare_setup init --mkfs=always --dry-run',
  },
  FIRST_NODE_NOT_READY: {
    about:
      'The first node did not record in time that the cluster is formatted; this node ' +
      'waits for it.',
    remedy:
      'Run init on the first node, then repeat here, with more time if it is slow: ' +
      'hare_setup init --timeout 30m',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
