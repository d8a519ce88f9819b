import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

/** The version in the package.json nearest above a file; `unknown` when there is none. */
export async function findVersion(file: string | undefined): Promise<string> {
  if (file === undefined) return 'unknown';
  for (let folder = path.dirname(await realpath(file)); ; folder = path.dirname(folder)) {
    const text = await readFile(path.join(folder, 'package.json'), 'utf8').catch(() => undefined);
    if (text !== undefined)
      return (JSON.parse(text) as { readonly version?: string }).version ?? 'unknown';
    if (folder === path.dirname(folder)) return 'unknown';
  }
}
