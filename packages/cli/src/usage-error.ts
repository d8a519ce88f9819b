import { HareError } from '@hare/base';

/** Wrong usage of a command: exit code 2. */
export function usageError(what: string, hint?: string): HareError {
  return new HareError('USAGE', what, { hint, exitCode: 2 });
}
