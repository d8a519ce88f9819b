import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  PLACE_TAKEN: {
    about:
      'A file stands where the backup has a folder, or something that is no file where it has a file; nothing was changed.',
    remedy: 'Move it away, then run again: ls -l PATH',
  },
  RESTORE_NO_SPACE: {
    about: 'There is less free space than the files of the backup need; nothing was changed.',
    remedy: 'Free space, then run again: df -h /var/lib/hare',
  },
  RESTORE_FAILED: {
    about: 'The files of the backup cannot be laid beside the present ones; nothing was changed.',
    remedy: 'Mend space or permissions, then run again: df -h /var/lib/hare; ls -ld /var/lib/hare',
  },
  BACKUP_KEY_REFUSED: {
    about:
      'The backup holds a key of the KV that is not of Hare, or would overwrite one of somebody else; nothing was changed.',
    remedy: 'Do not use this backup; look at what it holds: tar -xzOf FILE kv.json',
  },
  RESTORE_SETTINGS_PLACES: {
    about:
      'The settings in the backup move the folders of Hare to other places than they have on this machine; nothing was changed.',
    remedy:
      'Set varDir, stateDir, logDir and prefix yourself, then run again: hare_setup restore --target URL --with-settings --yes',
  },
  RESTORE_SETTINGS_NOT_AGREED: {
    about:
      'The settings of the backup differ from those of this machine, and decide what runs as root; nothing was changed.',
    remedy:
      'Read the changes that restore lists, then agree: hare_setup restore --target URL --with-settings --yes',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
