import type { ErrorCode } from '@hare/base';
import type { Path } from '@hare/base/schema';
import type { ClusterDescription } from '../model.js';

/**
 * Reports what a rule found. `alsoReads`: other places that the finding depends on; if one of them
 * is itself wrong, the finding is left out.
 */
export interface RuleReport {
  error(code: ErrorCode, path: Path, what: string, hint: string, alsoReads?: readonly Path[]): void;
  warn(code: ErrorCode, path: Path, what: string, hint: string, alsoReads?: readonly Path[]): void;
}

/** Rules between the values of a description; the schema checks single values. */
export type Rule = (model: ClusterDescription, report: RuleReport) => void;
