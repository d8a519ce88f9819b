import { HareError } from '@hare/base';
import { isError, problemToError } from './problem.js';
import { readCdf, type CdfReading } from './read-cdf.js';
import { readInput } from './read-input.js';

/** A valid CDF; its problems are warnings only. */
export type ParsedCdf = CdfReading;

/**
 * Reads a CDF of either format that must be valid; `file` is its name for messages.
 * @throws HareError `CDF_INVALID` with every problem as `file:line:column`, code and hint;
 *   `CDF_SYNTAX` for text that is not one YAML document
 */
export async function parseCdf(text: string, file: string): Promise<ParsedCdf> {
  const reading = await readCdf(text, file);
  refuseInvalid(reading, file);
  return reading;
}

/**
 * Reads a CDF file of either format that must be valid; `-` is standard input.
 * @throws HareError `CDF_FILE`, `CDF_SYNTAX`, `CDF_INVALID` with every problem as
 *   `file:line:column`
 */
export async function readCdfFile(file: string): Promise<ParsedCdf> {
  const { text, name } = await readInput(file);
  return parseCdf(text, name);
}

/** @throws HareError `CDF_INVALID` with every problem that is an error */
export function refuseInvalid(reading: CdfReading, file: string): void {
  const errors = reading.problems.filter(isError);
  if (errors.length === 0) return;
  throw new HareError(
    'CDF_INVALID',
    `${file} has ${errors.length === 1 ? 'a problem' : `${errors.length} problems`}`,
    {
      problems: errors.map((problem) =>
        problemToError(problem, reading.where(problem.path, problem.atName)),
      ),
    },
  );
}
