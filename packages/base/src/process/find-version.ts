import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The version of the package that a module is part of: `versionOf(import.meta.url)` gives `0.3.1`;
 * `unknown` where its package.json is not found. The single executable has no such file: there
 * these very words are replaced by the version.
 */
export async function versionOf(moduleUrl: string): Promise<string> {
  return findVersion(fileURLToPath(moduleUrl));
}

/** The version in the package.json nearest above a file; `unknown` when there is none. */
export async function findVersion(file: string | undefined): Promise<string> {
  if (file === undefined) return 'unknown';
  const { readFile, realpath } = await import('node:fs/promises');
  for (let folder = path.dirname(await realpath(file)); ; folder = path.dirname(folder)) {
    const text = await readFile(path.join(folder, 'package.json'), 'utf8').catch(() => undefined);
    if (text !== undefined)
      return (JSON.parse(text) as { readonly version?: string }).version ?? 'unknown';
    if (folder === path.dirname(folder)) return 'unknown';
  }
}
