import { readFile } from 'node:fs/promises';
import { HareError } from '@hare/confstore/error';
import { factFields, type Facts } from './facts.js';

/**
 * Reads a facts file: `{"kv": {"HOST/facts": {…}, "HOST/drives/dev/sdb": {…}}}`; other members of it are for others.
 * @throws HareError `CFGEN_FACTS_FILE`
 */
export async function readFactsFile(file: string): Promise<Facts> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new HareError('CFGEN_FACTS_FILE', `the facts file cannot be read: ${(error as Error).message}`, { where: { file }, cause: error });
  });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new HareError('CFGEN_FACTS_FILE', `the facts file is not JSON: ${(error as Error).message}`, { where: { file }, cause: error });
  }
  const kv = factFields(factFields(data)?.['kv']);
  if (kv === undefined) throw new HareError('CFGEN_FACTS_FILE', 'the facts file has no map "kv"', { where: { file }, hint: 'it must look like {"kv": {"HOST/facts": {"processorcount": 8, "memorysize_mb": 16384}}}' });
  return kv;
}
