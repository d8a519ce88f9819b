import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  BUNDLE_FOLDER: {
    about:
      'The directory hare below the target is a symbolic link, a file, or owned by another ' +
      'user, so others could read or replace the bundle.',
    remedy: 'Move it away, or use another directory: hare_setup support_bundle -t DIR',
  },
  BUNDLE_FAILED: {
    about:
      'The bundle could not be written: no space or no permission. The partial bundle was ' +
      'removed.',
    remedy:
      'Free space, limit the bundle, or use another directory: hare_setup support_bundle ' +
      '-t DIR --size_limit 50M --duration P1D',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
