import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** Every file, folder and link below a folder: path → kind, mode and digest of the content. `ignore` gets paths relative to the folder. */
export function snapshot(folder: string, ignore: (relative: string) => boolean = () => false): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (relative: string): void => {
    for (const name of readdirSync(path.join(folder, relative)).sort()) {
      const inside = path.join(relative, name);
      if (ignore(inside)) continue;
      const file = path.join(folder, inside);
      const stat = lstatSync(file);
      const mode = (stat.mode & 0o7777).toString(8);
      if (stat.isDirectory()) {
        found[inside] = `folder ${mode}`;
        walk(inside);
      } else if (stat.isSymbolicLink()) found[inside] = `link to ${readlinkSync(file)}`;
      else if (!stat.isFile()) found[inside] = `special ${mode}`;
      else found[inside] = `file ${mode} ${stat.blocks === 0 ? `sparse ${stat.size}` : createHash('sha256').update(readFileSync(file)).digest('hex')}`;
    }
  };
  walk('.');
  return found;
}
