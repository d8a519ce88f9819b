import path from 'node:path';
import { defaultMaxBytes, readRegularFile } from '@hare/base';
import type { WriteOutcome } from './compare-config-files.js';
import { commitFolder, isConfigFile } from './config-file-names.js';

/**
 * The configuration that was committed in a folder but is not yet, or not yet wholly, in place;
 * usually there is none.
 */
export async function pendingCommit(folder: string): Promise<WriteOutcome | undefined> {
  const text = await readRegularFile(path.join(folder, commitFolder, 'manifest.json'), {
    follow: false,
    maxBytes: defaultMaxBytes,
  }).then(String, () => undefined);
  return text === undefined ? undefined : parse(text);
}

/** Undefined for text that is damaged: what it would have put in place is made again. */
function parse(text: string): WriteOutcome | undefined {
  try {
    const { written, removed } = JSON.parse(text) as Partial<WriteOutcome>;
    const isNames = (names: unknown): names is readonly string[] =>
      Array.isArray(names) && names.every((name) => typeof name === 'string' && isConfigFile(name));
    return isNames(written) && isNames(removed) ? { written, removed } : undefined;
  } catch {
    return undefined;
  }
}
