import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  CONFIRMATION_NEEDED: {
    about:
      'The stage would delete what cannot be brought back, and on a terminal it is asked for twice; what would be lost is listed.',
    remedy:
      'Look at the list; if that is meant, make a backup first, then repeat with --yes: hare_setup backup --target DIR',
  },
  CLUSTER_RUNS: {
    about:
      'The cluster runs, or was started while the stage ran, and owns the files and keys that would be replaced or removed.',
    remedy: 'Stop it first, then repeat: hctl shutdown; hctl status',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
