import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  BACKUP_UNKNOWN: {
    about:
      'No backup was made on this machine, and --target was not given: an upgrade would have no way back.',
    remedy:
      'Make one, or say where one is: hare_setup backup --target /var/backups/hare; hare_setup pre_upgrade --target URL',
  },
  CLUSTER_UNHEALTHY: {
    about:
      'The cluster runs, but lacks or has more than its description promises; each difference is listed. An upgrade starts from a cluster that is healthy or down.',
    remedy: 'Repair what is listed, or shut the cluster down: hctl status; hctl shutdown',
  },
  PACKAGE_DOWNGRADED: {
    about:
      'A package is older than the last upgrade on this machine found it; a downgrade is refused.',
    remedy:
      'Install the newer version again, or go back as a whole: hare_setup restore --target URL',
  },
  CDF_EDITED: {
    about:
      'The cluster description says neither what config wrote nor what the ConfStore says: it was edited by hand, and an upgrade would undo the edit. Nothing was changed.',
    remedy:
      'Put the edit into the ConfStore, or undo it with config, then upgrade: hare_setup config --dry-run; hare_setup config',
  },
  CHANGESET_INVALID: {
    about: 'The changeset cannot be read; everything that is wrong is listed. Nothing was changed.',
    remedy: 'Correct the keys that are listed: confstore URL get_keys',
  },
  CHANGESET_SECTION: {
    about: 'A changeset has the sections new, changed and deleted, and no other.',
    remedy: 'Move the keys to one of these sections: confstore URL get_keys',
  },
  CHANGESET_KEY: {
    about:
      'A key of the changeset is named twice, has no value, or does not fit what the ConfStore holds.',
    remedy: 'Look at both, and correct the changeset: confstore URL get KEY',
  },
  CHANGESET_CONFLICT: {
    about:
      'The ConfStore holds something else than the changeset expects at the keys that are listed. Nothing was changed.',
    remedy:
      'Make the changeset anew from the ConfStore as it is, or correct these keys: confstore URL get KEY',
  },
  KEPT_TOO_MANY: {
    about: 'A file has a thousand kept copies beside it, and no further one is made.',
    remedy: 'Remove those that nobody needs: ls -l /var/lib/hare',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
