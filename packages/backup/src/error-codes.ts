import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  BACKUP_MISSING: {
    about: 'No backup exists at the target.',
    remedy: 'Correct --target, or make a backup: hare_setup backup --target URL',
  },
  BACKUP_TARGET: {
    about:
      'The target cannot be used: it stores nothing (dict:), is a symbolic link, or cannot ' +
      'be read.',
    remedy:
      'Use a directory, a .tar.gz file or a permanent ConfStore: hare_setup backup ' +
      '--target /var/backups/hare',
  },
  BACKUP_FOREIGN: {
    about: 'The file is empty or not a backup of hare_setup. Nothing was changed.',
    remedy: 'Pass a file that backup wrote; to list them: ls -l /var/backups/hare',
  },
  BACKUP_DAMAGED: {
    about: 'The backup is incomplete or its checksums do not match. Nothing was changed.',
    remedy: 'Use another backup, or copy this one again and compare the checksums: sha256sum FILE',
  },
  BACKUP_NEWER: {
    about: 'The backup was made by a newer release.',
    remedy:
      'Restore it with that release or a newer one; to see the version in use: hare_setup ' +
      '--version',
  },
  BACKUP_AMBIGUOUS: {
    about: 'The directory contains several backups, but none of this host.',
    remedy: 'Pass the node, or the file itself: hare_setup restore --target DIR --node NAME',
  },
  BACKUP_TOO_LARGE: {
    about: 'The file is larger than any backup of hare_setup.',
    remedy: 'Check that it is the right file: ls -lh FILE',
  },
  BACKUP_MEMBER_REFUSED: {
    about:
      'The archive contains a link, an absolute path, a path with .., or an unknown file, ' +
      'which backup never writes. Nothing was changed.',
    remedy: 'Do not restore this archive; find out where it came from: tar -tvzf FILE',
  },
  BACKUP_KV_CHANGING: {
    about: 'A configuration is being written to the KV, so a backup would mix old and new keys.',
    remedy: 'Wait until config ends, or complete it if it was interrupted: hare_setup config',
  },
  BACKUP_OF_OTHER_CLUSTER: {
    about:
      'The backup at the target is from another cluster or node. It was neither ' +
      'overwritten nor restored.',
    remedy:
      'Use another target; to replace that node with this machine: hare_setup restore ' +
      '--target URL --force',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
