import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { commitFolder } from './config-file-names.js';

/** What a committed configuration changes in its folder. */
export interface CommitManifest {
  /** Relative paths of files to be put into their places. */
  readonly written: readonly string[];
  /** Relative paths of files to be removed. */
  readonly removed: readonly string[];
}

/** The configuration that was committed in a folder but is not yet, or not yet wholly, in place; usually there is none. */
export async function pendingCommit(folder: string): Promise<CommitManifest | undefined> {
  const text = await readFile(path.join(folder, commitFolder, 'manifest.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as CommitManifest);
}
