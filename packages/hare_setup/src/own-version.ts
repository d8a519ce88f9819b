import { readFile } from 'node:fs/promises';

/**
 * The version of this package, from its package.json. The single executable has no such file: there
 * this module is replaced by one that knows.
 */
export async function ownVersion(): Promise<string> {
  const manifest = JSON.parse(
    await readFile(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { readonly version: string };
  return manifest.version;
}
