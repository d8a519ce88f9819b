import type { ErrorMeaning } from '@hare/base';
import { cdfCodes } from './explain/cdf-codes.js';
import { confStoreCodes } from './explain/conf-store-codes.js';

/** What a code means, what to do, and the CDF fields that the rule behind it reads. */
export interface CodeMeaning extends ErrorMeaning {
  /** Last names are enough: for `explain FIELD`. */
  readonly fields?: readonly string[];
}

/** Every code that this package reports: `CDF_` about CDFs and models, `KEY_` about ConfStores. */
export const errorCodes: Readonly<Record<string, CodeMeaning>> = { ...cdfCodes, ...confStoreCodes };
