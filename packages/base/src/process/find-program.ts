import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** What systems search where PATH is not set. */
const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What a search for a program found. */
export interface ProgramSearch {
  /** Its path, absolute. */
  readonly file: string | undefined;
  /** A file that has its name but may not be executed. */
  readonly forbidden: string | undefined;
  /** Entries of PATH that were left out, each with the reason. */
  readonly leftOut: readonly string[];
}

/**
 * Searches the folders of PATH for a program. Relative and empty entries lead to wherever one
 * happens to be: they are not searched. As root neither are folders that others can write to.
 */
export function findProgram(
  name: string,
  searchPath: string | undefined,
  asRoot = process.geteuid?.() === 0,
): ProgramSearch {
  const { folders, leftOut } = searchedFolders(searchPath, asRoot);
  let forbidden: string | undefined;
  for (const file of folders.map((folder) => path.join(folder, name))) {
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) continue;
    if (isExecutable(file)) return { file, forbidden, leftOut };
    forbidden ??= file;
  }
  return { file: undefined, forbidden, leftOut };
}

/** The path of a program on this process's PATH; without one, what cannot be started. */
export function programPath(name: string): string {
  return findProgram(name, process.env['PATH']).file ?? `/nonexistent/${name}`;
}

/** The folders of PATH that are searched, and those that are not. */
export function searchedFolders(
  searchPath: string | undefined,
  asRoot = process.geteuid?.() === 0,
): { readonly folders: readonly string[]; readonly leftOut: readonly string[] } {
  const folders: string[] = [];
  const leftOut: string[] = [];
  for (const folder of (searchPath ?? defaultPath).split(path.delimiter)) {
    const fault = faultOf(folder, asRoot);
    if (fault === undefined) folders.push(folder);
    else if (folder !== '') leftOut.push(`${folder} (${fault})`);
  }
  return { folders, leftOut };
}

/** Text for an error: which entries of PATH were not searched; empty when all were. */
export function sayLeftOut(leftOut: readonly string[]): string {
  return leftOut.length === 0 ? '' : `; not searched: ${leftOut.join(', ')}`;
}

function faultOf(folder: string, asRoot: boolean): string | undefined {
  if (!path.isAbsolute(folder)) return 'it is relative';
  const stats = asRoot ? statIfThere(folder) : undefined;
  if (stats === undefined) return undefined;
  if (stats.uid !== 0) return `it belongs to user ${stats.uid}`;
  return (stats.mode & 0o022) === 0 ? undefined : 'it is writable by others';
}

function statIfThere(folder: string): { readonly uid: number; readonly mode: number } | undefined {
  try {
    return statSync(folder, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Whether this user may run a file. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
