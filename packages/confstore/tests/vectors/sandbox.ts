import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder for one case, open to every user. */
export async function makeSandbox(): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(path.join(tmpdir(), 'vector-'));
  await chmod(dir, 0o777);
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

/** Writes files by their relative paths. */
export async function writeTree(
  root: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  await mkdir(root, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), content);
  }
}

/** All files below a folder by their relative paths; empty folders end with `/` and have null. */
export async function readTree(
  root: string,
  below = '',
): Promise<Readonly<Record<string, string | null>>> {
  const found = await readdir(path.join(root, below), { withFileTypes: true });
  if (found.length === 0 && below !== '') return { [`${below}/`]: null };
  const trees = await Promise.all(
    found.map(async (each) => {
      const name = below === '' ? each.name : `${below}/${each.name}`;
      return each.isDirectory()
        ? readTree(root, name)
        : { [name]: await readFile(path.join(root, name), 'utf8') };
    }),
  );
  return Object.assign({}, ...trees) as Readonly<Record<string, string | null>>;
}
