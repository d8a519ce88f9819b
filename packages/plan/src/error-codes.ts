import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  PLAN_FILE_BROKEN: {
    about: 'The file of hare_setup run FILE cannot be read, or plan --out did not write it.',
    remedy: 'Check the path, or plan again: hare_setup plan --config URL --out FILE',
  },
  PLAN_FILE_NEWER: {
    about: 'A newer release wrote the plan. Nothing was done.',
    remedy: 'Run it with that release, or plan again: hare_setup plan --config URL --out FILE',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
