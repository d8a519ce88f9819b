import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { configFolders, isConfigFile } from './config-file-names.js';

/** The generated files below a folder, by their relative paths, sorted. */
export async function listConfigFiles(folder: string): Promise<string[]> {
  const names: string[] = await readdir(folder).catch(() => []);
  for (const name of configFolders)
    names.push(
      ...(await readdir(path.join(folder, name), { recursive: true }).catch(() => [])).map(
        (below) => `${name}/${below}`,
      ),
    );
  return names.filter(isConfigFile).sort();
}
