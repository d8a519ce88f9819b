import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  CLUSTER_RUNS: {
    about:
      'The cluster is running and uses the files and keys that the stage would replace or remove.',
    remedy: 'Stop the cluster first: hctl shutdown',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
