import { cdfCodes } from './explain/cdf-codes.js';
import { confStoreCodes } from './explain/conf-store-codes.js';

/** Every code that this package reports: `CDF_` about CDFs and models, `KEY_` about ConfStores. */
export const errorCodes = { ...cdfCodes, ...confStoreCodes };

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
