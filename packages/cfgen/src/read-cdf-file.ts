import { readFile } from 'node:fs/promises';
import { parseCdf, problemToError, type ClusterDescription } from '@hare/cdf';
import { formatError, HareError } from '@hare/confstore/error';

/**
 * Reads a CDF file that must be valid; its warnings as text.
 * @throws HareError `CFGEN_CDF_FILE` when it cannot be read, what `parseCdf` finds wrong with it
 */
export async function readCdfFile(file: string): Promise<{ readonly model: ClusterDescription; readonly warnings: readonly string[] }> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new HareError('CFGEN_CDF_FILE', `the CDF cannot be read: ${code === 'ENOENT' ? 'there is no such file' : message}`, { where: { file }, hint: 'name a cluster description file; hare-cdf makes one from a ConfStore', cause: error });
  });
  const { model, problems, where } = await parseCdf(text, file);
  return { model, warnings: problems.map((problem) => formatError(problemToError(problem, where(problem.path, problem.atName)))) };
}
