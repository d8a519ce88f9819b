import { isError, problemsToError } from './problem.js';
import { readCdf, type CdfReading } from './read-cdf.js';

/** A valid CDF; its problems are warnings only. */
export type ParsedCdf = CdfReading;

/**
 * Reads a CDF of either format that must be valid; `file` is its name for messages.
 * @throws HareError `CDF_INVALID` with every problem as `file:line:column`, code and hint;
 *   `CDF_SYNTAX` for text that is not one YAML document
 */
export async function parseCdf(text: string, file: string): Promise<ParsedCdf> {
  const reading = await readCdf(text, file);
  const errors = reading.problems.filter(isError);
  if (errors.length === 0) return reading;
  throw problemsToError(
    'CDF_INVALID',
    `${file} has ${errors.length === 1 ? 'a problem' : `${errors.length} problems`}`,
    errors,
    (problem) => reading.where(problem.path, problem.atName),
  );
}
