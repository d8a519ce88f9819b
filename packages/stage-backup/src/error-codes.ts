import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  NOTHING_TO_BACK_UP: {
    about: 'There is neither a cluster description nor a record of config on this machine.',
    remedy: 'Run config first: hare_setup config --config URL',
  },
  BACKUP_TARGET_TAKEN: {
    about:
      'Something that is no backup of hare_setup stands at the target, and it is not overwritten.',
    remedy:
      'Name another target, or move it away: ls -l PATH; hare_setup backup --target /var/backups/hare',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
