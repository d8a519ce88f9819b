import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  DEVICES_UNUSABLE: {
    about:
      'Devices that the ConfStore names for this node must not be used; every finding is listed with its own code, and nothing was changed.',
    remedy:
      'Follow the remedy of each finding, correct the ConfStore if the wrong drives are named, then repeat: hare_setup prepare --config URL',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
