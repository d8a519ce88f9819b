import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  DEVICES_UNSAFE: {
    about:
      'Devices that mkfs would wipe are in use, carry foreign signatures, or are not those that config saw; nothing was formatted.',
    remedy:
      'Free each device as its finding says, or correct the ConfStore and run config again: hare_setup config; hare_setup init --dry-run',
  },
  MKFS_UNRECORDED: {
    about:
      'The state folder has no record that mkfs has ended, and services of Motr have worked since: its devices may hold data, of a cluster that the original tools brought up, whose state folder was lost, or whose init was killed. Folders below /var/motr, or the states of ioservices in the KV, show it. Nothing was formatted.',
    remedy:
      'Start the cluster as it is, then run init again, which records that it is formatted: hctl bootstrap /var/lib/hare/cluster.yaml; hare_setup init. Only if all its data may be lost: hare_setup init --mkfs=always --yes',
  },
  MOTR_UNITS_ACTIVE: {
    about:
      'Units of Motr are active although hctl status says that the cluster does not run: a bootstrap failed, and hctl shutdown left them. They have the devices open, so nothing was formatted.',
    remedy:
      "See which they are, stop them, run init again: systemctl list-units 'm0d@*' 'm0_client_*@*' 'motr-mkfs@*'; systemctl stop UNIT",
  },
  MKFS_FROM_BACKUP: {
    about:
      'The cluster description came from a backup that this machine did not make, and config has not run since. Nothing was formatted because of it.',
    remedy:
      'Let config write the description and look at the devices, then run init again: hare_setup config --config URL; hare_setup init',
  },
  MKFS_WHILE_RUNNING: {
    about: 'Formatting was asked for, and the cluster runs.',
    remedy: 'Shut the cluster down first, then repeat: hctl shutdown',
  },
  MKFS_OVERTAKEN: {
    about:
      'When init began, the devices were to be formatted; when it was about to, the record of mkfs said otherwise: another node, or a person, wrote it meanwhile. Nothing was formatted.',
    remedy:
      'Run init again, it decides anew from the record: hare_setup init --dry-run; hare_setup init',
  },
  MKFS_NOT_FIRST_NODE: {
    about:
      'Formatting again was asked for on a node that is not the first of the cluster description; only that one formats.',
    remedy: 'Run it on the node that the message names: hare_setup init --mkfs=always --yes',
  },
  MKFS_NOT_AGREED: {
    about:
      'Formatting again wipes all data of the cluster and was not confirmed; the devices are listed.',
    remedy:
      'Look at the list; only if all that data may be lost: hare_setup init --mkfs=always --yes',
  },
  FIRST_NODE_NOT_READY: {
    about:
      'The first node of the cluster did not record within the deadline that the cluster is formatted, and this node waits for it.',
    remedy:
      'See what it does there, run init there, then repeat here, with more time if it is slow: hare_setup status; hare_setup init --timeout 30m',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
