import type { errorCodes } from '../error-codes.js';

/**
 * The codes of all packages that a program is made of: each package's `error-codes.ts` adds those
 * of its catalogue, so that a misspelt code is red in the editor. It exists for the compiler only.
 */
export interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}

/** A code that some catalogue explains: `CONFSTORE_FILE_MISSING`. */
export type ErrorCode = keyof ErrorCodes;
