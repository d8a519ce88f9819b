import { readdir, readlink } from 'node:fs/promises';
import path from 'node:path';

/**
 * Which of the files other processes of this machine have open, as far as this user may see that.
 */
export async function openByOthers(files: readonly string[]): Promise<ReadonlySet<string>> {
  const wanted = new Set(files);
  const open = new Set<string>();
  if (wanted.size === 0) return open;
  const processes = (await readdir('/proc').catch(() => [])).filter(
    (name) => /^\d+$/.test(name) && name !== String(process.pid),
  );
  for (const id of processes) {
    const folder = path.join('/proc', id, 'fd');
    for (const fd of await readdir(folder).catch(() => [])) {
      const target = await readlink(path.join(folder, fd)).catch(() => '');
      if (wanted.has(target)) open.add(target);
    }
  }
  return open;
}
