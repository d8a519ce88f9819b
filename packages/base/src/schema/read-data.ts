import { Cursor, type Findings } from './cursor.js';
import { formatPath, type Problem } from './problem.js';
import type { Schema } from './schema.js';

export type DataReading<T> =
  | { readonly ok: true; readonly value: T }
  /** Never empty. */
  | { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };

/**
 * Reads data as JSON, YAML or TOML gave it; here null is a value, and not the same as absent. A
 * million faults are at most this many findings.
 */
export function readData<T>(schema: Schema<T>, data: unknown, most = 100): DataReading<T> {
  const problems: Problem[] = [];
  const findings: Findings = {
    prefix: '',
    problems,
    most,
    nullIsAbsent: false,
    unknownField: 'is not a known name',
    nameOf: formatPath,
  };
  const value = schema.read(new Cursor(data, findings));
  const [first, ...others] = problems;
  return first === undefined ? { ok: true, value } : { ok: false, problems: [first, ...others] };
}
