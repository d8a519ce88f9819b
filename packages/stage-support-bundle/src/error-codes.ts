import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  BUNDLE_FOLDER: {
    about:
      'The folder hare below the target is a link, no folder, or of another user, so that others could read or replace the bundle.',
    remedy:
      'Look at it, move it away, or name another folder: ls -ld /tmp/hare; hare_setup support_bundle -t DIR',
  },
  BUNDLE_FAILED: {
    about: 'The bundle cannot be written: no space or no permission; what was begun is removed.',
    remedy:
      'Free space, make the bundle smaller, or write it elsewhere: hare_setup support_bundle -t DIR --size_limit 50M --duration P1D',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
