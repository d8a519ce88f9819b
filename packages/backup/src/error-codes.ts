import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  BACKUP_MISSING: {
    about: 'There is no backup at the target.',
    remedy: 'Correct --target, or make one: hare_setup backup --target URL',
  },
  BACKUP_TARGET: {
    about: 'The target cannot be used: it keeps nothing (dict:), is a link, or cannot be read.',
    remedy:
      'Name a folder, a .tar.gz file, or a ConfStore that lasts: hare_setup backup --target /var/backups/hare',
  },
  BACKUP_FOREIGN: {
    about: 'The file is no backup of hare_setup, or is empty; nothing was changed.',
    remedy: 'Name what backup wrote: ls -l /var/backups/hare',
  },
  BACKUP_DAMAGED: {
    about:
      'The backup is cut short or its sums do not agree with its manifest; nothing was changed.',
    remedy: 'Take another backup, and check the disk and the copy: sha256sum FILE',
  },
  BACKUP_NEWER: {
    about: 'The backup was made by a newer release than this one.',
    remedy: 'Restore it with that release or a newer one: hare_setup --version',
  },
  BACKUP_AMBIGUOUS: {
    about: 'The folder holds several backups, and none of them is of this host.',
    remedy: 'Say whose it is, or name the file: hare_setup restore --target DIR --node NAME',
  },
  BACKUP_TOO_LARGE: {
    about: 'The file is larger than any backup of hare_setup can be.',
    remedy: 'Name what backup wrote: ls -lh FILE',
  },
  BACKUP_MEMBER_REFUSED: {
    about:
      'The archive has a member that backup never writes: a link, an absolute path, a path with .., or an unknown file; nothing was changed.',
    remedy: 'Do not use this archive and find out where it came from: tar -tvzf FILE',
  },
  BACKUP_KV_CHANGING: {
    about:
      'A configuration is being applied to the KV, so that a backup would hold a mixture of keys.',
    remedy: 'Wait until config has ended, or finish it if it was cut short: hare_setup config',
  },
  BACKUP_OF_OTHER_CLUSTER: {
    about:
      'The backup at the target is of another cluster or node than this one; it is neither overwritten nor restored.',
    remedy:
      'Name another target; to let this machine take the place of that node: hare_setup restore --target URL --force',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
