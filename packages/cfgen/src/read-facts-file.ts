import { readFile } from 'node:fs/promises';
import { factsFromDocument, type FactsSource } from '@hare/cdf';
import { toConfValue } from '@hare/confstore';
import { HareError } from '@hare/confstore/error';

/**
 * Reads a facts file: `{"kv": {"HOST/facts": {…}, "HOST/drives/dev/sdb": {…}}}`; other members of it are for others.
 * @throws HareError `CFGEN_FACTS_FILE` for a file that is no JSON, `FACTS_FILE` for JSON that is something else
 */
export async function readFactsFile(file: string): Promise<FactsSource> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new HareError('CFGEN_FACTS_FILE', `the facts file cannot be read: ${(error as Error).message}`, { where: { file }, cause: error });
  });
  return factsFromDocument(toConfValue(parse(text, file)), file);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new HareError('CFGEN_FACTS_FILE', `the facts file is not JSON: ${(error as Error).message}`, { where: { file }, cause: error });
  }
}
