import type { ErrorMeaning } from '@hare/base';

/** What a code means, what to do, and the CDF fields that the rule behind it reads. */
export interface CodeMeaning extends ErrorMeaning {
  /** Last names are enough: for `explain FIELD`. */
  readonly fields?: readonly string[];
}
