import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** What of a file's content counts. Paths are relative to the folder. */
type Content = (bytes: Buffer, relative: string) => string | Buffer;

/**
 * Every file, folder and link below a folder: path → kind, mode, owner and digest of the content.
 * `ignore` gets paths relative to the folder.
 */
export function snapshot(
  folder: string,
  ignore: (relative: string) => boolean = () => false,
  content: Content = (bytes) => bytes,
): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (relative: string): void => {
    for (const name of readdirSync(path.join(folder, relative)).sort()) {
      const inside = path.join(relative, name);
      if (ignore(inside)) continue;
      const file = path.join(folder, inside);
      const stat = lstatSync(file);
      const access = `${(stat.mode & 0o7777).toString(8)} ${stat.uid}:${stat.gid}`;
      if (stat.isDirectory()) {
        found[inside] = `folder ${access}`;
        walk(inside);
      } else if (stat.isSymbolicLink())
        found[inside] = `link ${stat.uid}:${stat.gid} to ${readlinkSync(file)}`;
      else if (!stat.isFile()) found[inside] = `special ${access}`;
      else if (stat.blocks === 0 && stat.size > 0)
        found[inside] = `file ${access} sparse ${stat.size}`;
      else
        found[inside] = `file ${access} ${createHash('sha256')
          .update(content(readFileSync(file), inside))
          .digest('hex')}`;
    }
  };
  walk('.');
  return found;
}
