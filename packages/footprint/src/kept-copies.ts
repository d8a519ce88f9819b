import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { lstatIfThere } from '@hare/base';

/**
 * The copies of a file that upgrades kept next to it: `cluster.yaml.0.3.1`, `cluster.yaml.old-2`.
 * Regular files only.
 */
export async function listKeptCopies(file: string): Promise<readonly string[]> {
  const folder = path.dirname(file);
  const begin = `${path.basename(file)}.`;
  const names = (await readdir(folder).catch(() => [])).filter(
    (name) =>
      name.startsWith(begin) &&
      /^(old|\d+\.\d+\.\d+[\w.+-]*)(-\d+)?$/.test(name.slice(begin.length)),
  );
  const found: string[] = [];
  for (const name of names.sort())
    if ((await lstatIfThere(path.join(folder, name)))?.isFile() === true)
      found.push(path.join(folder, name));
  return found;
}
