import { lstat, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { HareError } from '@hare/base';

/** The entry at a path of the folder; a symbolic link out of it is not followed. */
export interface DirEntry {
  /**
   * `absent`: nothing; the folders above it may be missing too. `blocked`: a part of the path is
   * not a folder. `dangling`: a symbolic link to nothing.
   */
  readonly kind: 'file' | 'folder' | 'special' | 'absent' | 'blocked' | 'dangling';
  /** Where it is or would be; what is in the way. */
  readonly file: string;
}

/** What names lead to below a real path. @throws `DIR_ESCAPE`, `CONFSTORE_FILE_UNREADABLE` */
export async function findDirEntry(root: string, names: readonly string[]): Promise<DirEntry> {
  let file = root;
  let kind = await kindAt(root);
  for (const [at, name] of names.entries()) {
    if (kind === 'absent') return { kind, file: path.join(file, ...names.slice(at)) };
    if (kind !== 'folder') return { kind: 'blocked', file };
    const next = path.join(file, name);
    const found = await insideLink(root, next);
    if (found === undefined)
      return { kind: at === names.length - 1 ? 'dangling' : 'blocked', file: next };
    file = found;
    kind = await kindAt(file);
  }
  return { kind, file };
}

/** The real path of a path whose folder is already a real path; undefined for a dangling link. */
async function insideLink(root: string, file: string): Promise<string | undefined> {
  const found = await lstat(file).catch(orAbsent(file));
  if (found?.isSymbolicLink() !== true) return file;
  const target = await realpath(file).catch(orAbsent(file));
  if (target === undefined) return undefined;
  if (target === root || target.startsWith(root.endsWith(path.sep) ? root : root + path.sep))
    return target;
  throw new HareError('DIR_ESCAPE', 'a symbolic link leads out of the directory of the store', {
    where: { file },
    hint: `copy the file ${target} into the directory, or open its own directory as a store`,
  });
}

async function kindAt(file: string): Promise<'file' | 'folder' | 'special' | 'absent'> {
  const found = await stat(file).catch(orAbsent(file));
  if (found === undefined) return 'absent';
  return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'special';
}

function orAbsent(file: string): (error: NodeJS.ErrnoException) => undefined {
  return (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw unreadable(file, error);
  };
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the path is too long',
};

/** An error of the system about a file as ours. */
export function unreadable(file: string, cause: unknown): HareError {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  const hint = 'check the path and its permissions: ls -l';
  const what = `cannot read: ${reasons[code] ?? message}`;
  return new HareError('CONFSTORE_FILE_UNREADABLE', what, { where: { file }, hint, cause });
}
