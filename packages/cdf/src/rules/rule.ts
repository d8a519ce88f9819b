import type { ErrorCode } from '@hare/base';
import type { Path } from '@hare/base/schema';
import type { ClusterDescription } from '../model.js';

/**
 * Where a rule says what it found. `alsoReads`: other places that the finding rests on; if one of
 * them is itself wrong, the finding is left out.
 */
export interface RuleReport {
  error(code: ErrorCode, path: Path, what: string, hint: string, alsoReads?: readonly Path[]): void;
  warn(code: ErrorCode, path: Path, what: string, hint: string, alsoReads?: readonly Path[]): void;
}

/** What must hold between the values of a description; single values are the schema's business. */
export type Rule = (model: ClusterDescription, report: RuleReport) => void;
