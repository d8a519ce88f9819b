import { readInput } from './read-input.js';
import { parseCdf, type ParsedCdf } from './parse-cdf.js';

/**
 * Reads a CDF file of either format that must be valid; `-` is standard input.
 * @throws HareError `CDF_FILE`, `CDF_SYNTAX`, `CDF_INVALID` with every problem as
 *   `file:line:column`
 */
export async function readCdfFile(file: string): Promise<ParsedCdf> {
  const { text, name } = await readInput(file);
  return parseCdf(text, name);
}
