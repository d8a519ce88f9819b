import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  NOTHING_TO_BACK_UP: {
    about: 'This machine has neither a cluster description nor a record of config.',
    remedy: 'Run config first: hare_setup config --config URL',
  },
  BACKUP_TARGET_TAKEN: {
    about: 'The target exists but is not a backup of hare_setup, so it is not overwritten.',
    remedy: 'Use another target: hare_setup backup --target /var/backups/hare',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
