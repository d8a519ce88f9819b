import { readlink } from 'node:fs/promises';
import path from 'node:path';

const maxLinks = 40;

/**
 * Follows symbolic links as the system would if `root` were its root folder; with root `/` that is
 * simply the real path. Returns the path as seen from outside; parts that do not exist are kept, so
 * that opening it gives the usual error.
 */
export async function resolveLink(root: string, file: string): Promise<string> {
  const pending = split(file);
  let links = 0;
  let inside = '/';
  for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
    if (name === '..') {
      inside = path.dirname(inside);
      continue;
    }
    const next = path.join(inside, name);
    const target = await readlink(path.join(root, next)).catch(() => undefined);
    if (target === undefined) inside = next;
    else {
      links += 1;
      if (links > maxLinks)
        throw Object.assign(new Error('too many symbolic links'), { code: 'ELOOP' });
      if (target.startsWith('/')) inside = '/';
      pending.unshift(...split(target));
    }
  }
  return path.join(root, inside);
}

function split(file: string): string[] {
  return file.split('/').filter((name) => name !== '' && name !== '.');
}
