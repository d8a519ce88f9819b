import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  USAGE: {
    about:
      'The command line holds an unknown command, flag or value, or lacks one; the command ends with exit code 2 and has done nothing.',
    remedy: 'Correct what the message names; all flags with examples: COMMAND --help',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
