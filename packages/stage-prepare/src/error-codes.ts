import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  DEVICES_UNUSABLE: {
    about:
      'Some devices of this node cannot be used; each finding is listed with its code. ' +
      'Nothing was changed.',
    remedy:
      'Follow the hint of each finding, or correct the ConfStore; to see the drives: lsblk ' +
      '-o PATH,SIZE,TYPE,FSTYPE,MOUNTPOINTS,SERIAL',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
