import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  STATUS_NOT_RUNNING: {
    about: 'status --wait waited, but the cluster was not running by then.',
    remedy: 'Run the next step that status prints: hare_setup status',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
