import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  PLACE_TAKEN: {
    about:
      'A file is where the backup has a directory, or a directory where it has a file. ' +
      'Nothing was changed.',
    remedy: 'Move it away and retry: ls -l PATH',
  },
  RESTORE_NO_SPACE: {
    about: 'The files of the backup need more space than is free. Nothing was changed.',
    remedy: 'Free space and retry: df -h /var/lib/hare',
  },
  RESTORE_FAILED: {
    about: 'The files of the backup cannot be written. Nothing was changed.',
    remedy:
      'Check free space and permissions, and retry: df -h /var/lib/hare; ls -ld /var/lib/hare',
  },
  BACKUP_KEY_REFUSED: {
    about:
      'The backup contains a KV key that does not belong to Hare, or would overwrite a ' +
      'foreign key. Nothing was changed.',
    remedy: 'Do not restore this backup; check its keys: tar -xzOf FILE kv.json',
  },
  RESTORE_SETTINGS_PLACES: {
    about:
      'The settings in the backup move directories of Hare to other places than on this ' +
      'machine. Nothing was changed.',
    remedy: 'Set varDir, stateDir, logDir and prefix on this machine, and retry: env | grep ^HARE_',
  },
  RESTORE_SETTINGS_NOT_AGREED: {
    about:
      "The settings in the backup differ from this machine's and decide what runs as root. " +
      'Nothing was changed.',
    remedy:
      'Check the listed changes, then confirm: hare_setup restore --target URL ' +
      '--with-settings --yes',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
