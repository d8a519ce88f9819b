import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  BACKUP_UNKNOWN: {
    about:
      'No backup of this machine is known and --target is missing, so a failed upgrade ' +
      'could not be undone.',
    remedy: 'Make a backup: hare_setup backup --target /var/backups/hare',
  },
  CLUSTER_UNHEALTHY: {
    about:
      'The running cluster differs from its description; each difference is listed. An ' +
      'upgrade needs a healthy or a stopped cluster.',
    remedy: 'Fix what is listed, or stop the cluster: hctl status; hctl shutdown',
  },
  PACKAGE_DOWNGRADED: {
    about: 'A package is older than at the last upgrade of this machine.',
    remedy:
      'Install the newer version, or restore the backup of the older one: hare_setup ' +
      'restore --target URL',
  },
  CDF_EDITED: {
    about:
      'The cluster description was edited by hand, and an upgrade would undo the edit. ' +
      'Nothing was changed.',
    remedy:
      'Put the edit into the ConfStore, or undo it with config; to see it: hare_setup ' +
      'config --dry-run',
  },
  CHANGESET_INVALID: {
    about: 'The changeset is not valid; each problem is listed. Nothing was changed.',
    remedy: 'Correct the listed keys: confstore URL get_keys',
  },
  CHANGESET_SECTION: {
    about: 'The changeset has a section other than new, changed and deleted.',
    remedy: 'Move its keys to one of these sections: confstore URL get_keys',
  },
  CHANGESET_KEY: {
    about: 'A key of the changeset occurs twice, has no value, or does not fit the ConfStore.',
    remedy: 'Compare both and correct the changeset: confstore URL get KEY',
  },
  CHANGESET_CONFLICT: {
    about:
      'The ConfStore differs from what the changeset expects at the listed keys. Nothing ' +
      'was changed.',
    remedy:
      'Correct these keys, or create the changeset from the current ConfStore: confstore ' +
      'URL get KEY',
  },
  KEPT_TOO_MANY: {
    about: 'A file already has a thousand kept copies, so no further copy is made.',
    remedy: 'Remove copies that you do not need: ls -l /var/lib/hare',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
