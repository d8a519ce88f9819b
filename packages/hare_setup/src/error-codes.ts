import type { ErrorMeaning } from '@hare/confstore/error';

/** The codes that only this package reports; the others are those of @hare/stage and of the packages below it. */
export const errorCodes: Readonly<Record<string, ErrorMeaning>> = {
  LOG_MISSING: {
    about: 'There is no log to show: no stage ran on this machine, or cleanup or reset removed it.',
    remedy: 'Run a stage, or look at the folder under --root if one was used: hare_setup status',
  },
};
