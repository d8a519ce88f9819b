import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  USAGE: {
    about:
      'The command line has an unknown, missing or wrong command, option or value. Nothing ' +
      'was done; the exit code is 2.',
    remedy: 'Correct the command line; to see all options and examples: COMMAND --help',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
