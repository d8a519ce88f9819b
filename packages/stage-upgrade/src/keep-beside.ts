import { stat } from 'node:fs/promises';
import {
  writeFileAtomic,
  HareError,
  defaultMaxBytes,
  isNodeError,
  readRegularFile,
  leftoversOf,
  removeFiles,
} from '@hare/base';

/**
 * Keeps the current content of a file as `FILE.LABEL`, with its mode, before it is replaced. What
 * is kept already is not written again, and what another upgrade kept is never overwritten: then it
 * is `FILE.LABEL-2`, and so on. Does nothing if there is nothing to keep. Leftovers of killed
 * writers of both are removed.
 */
export async function keepBeside(file: string, label: string): Promise<void> {
  await removeFiles(await leftoversOf(file));
  const bytes = await readIfThere(file);
  if (bytes === undefined) return;
  for (let number = 1; number <= 1000; number++) {
    const kept = keptName(file, label, number);
    await removeFiles(await leftoversOf(kept));
    const found = await readIfThere(kept);
    if (found?.equals(bytes) === true) return;
    if (found !== undefined) continue;
    return writeFileAtomic(kept, bytes, { mode: (await stat(file)).mode & 0o7777 });
  }
  throw new HareError('KEPT_TOO_MANY', `this file already has 1000 kept copies`, {
    where: { file },
    hint: `remove copies that you do not need: ls -l ${file}.${label}*`,
  });
}

/**
 * The names under which older versions of a file are kept: `cluster.yaml.0.3.1`,
 * `cluster.yaml.0.3.1-2`.
 */
export function keptName(file: string, label: string, number = 1): string {
  return `${file}.${label}${number === 1 ? '' : `-${number}`}`;
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readRegularFile(file, { maxBytes: defaultMaxBytes });
  } catch (error) {
    if (isNodeError(error, 'ENOENT')) return undefined;
    throw error;
  }
}
