import { readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * Which of the files other processes of this machine have open, as far as this user may see that.
 * Asked in place: these are thousands of short questions, which no disk has to answer.
 */
export function openByOthers(files: readonly string[]): ReadonlySet<string> {
  const wanted = new Set(files);
  const open = new Set<string>();
  if (wanted.size === 0) return open;
  for (const id of namesIn('/proc')) {
    if (!/^\d+$/.test(id) || id === String(process.pid)) continue;
    const folder = path.join('/proc', id, 'fd');
    for (const fd of namesIn(folder)) {
      const target = targetOf(path.join(folder, fd));
      if (wanted.has(target)) open.add(target);
    }
  }
  return open;
}

/** None of what is gone, or of others. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}
