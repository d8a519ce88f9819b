import { defaultMaxBytes, readRegularFile } from '@hare/base';

/**
 * Texts of files that earlier stages of a plan would have written, by path. Undefined outside of a
 * plan: things are as they are.
 */
export type PlannedFiles = ReadonlyMap<string, string> | undefined;

/**
 * A file as it will be when the stages planned so far have run. @throws as `readRegularFile`: a
 * pipe in its place is not waited for
 */
export async function readPlanned(file: string, planned: PlannedFiles): Promise<string> {
  return (
    planned?.get(file) ??
    (await readRegularFile(file, { maxBytes: defaultMaxBytes })).toString('utf8')
  );
}
