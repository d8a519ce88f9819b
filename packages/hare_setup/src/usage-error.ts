import { HareError } from '@hare/confstore/error';

/** Wrong usage of hare_setup: exit code 2. */
export function usageError(what: string, hint: string): HareError {
  return new HareError('USAGE', what, { hint, exitCode: 2 });
}
