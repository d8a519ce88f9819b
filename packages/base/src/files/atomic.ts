import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { HareError, isHareError } from '../errors/error.js';
import { fileWriteFailed } from '../errors/system-error.js';
import { HeldFolder } from '../folder/held-folder.js';
import { programPath } from '../process/find-program.js';
import { makeFolders } from './make-folders.js';

export interface AtomicWriteOptions {
  /**
   * Mode of a new file, under any umask; default: 0o666 less the umask, as for every new file. An
   * existing file keeps its own.
   */
  readonly mode?: number;
  /**
   * Remove leftovers of killed writers of this file from its folder. Default: true. Pass false for
   * one of very many files in a folder, or the folder is listed for each of them.
   */
  readonly tidy?: boolean;
  /**
   * An existing file keeps its access control list and extended attributes too, as far as the
   * system's cp(1) copies them; one with several hard links is refused, for the others would keep
   * the old content.
   */
  readonly keepsAttributes?: boolean;
}

/**
 * Writes a file so that at any moment, also after a crash or power loss, it is the old one or the
 * new one, whole. A symbolic link stays and its target is replaced; mode and owner of an existing
 * file are kept; missing folders are made. Once found, its folder is kept open: if it is renamed or
 * replaced meanwhile, nothing is written elsewhere.
 * @throws HareError `FILE_WRITE_FAILED`, `FILE_HARD_LINKED`; the old file is then untouched and no
 *   temporary file remains.
 */
export async function writeFileAtomic(
  file: string,
  content: string | Uint8Array,
  options: AtomicWriteOptions = {},
): Promise<void> {
  try {
    const target = await followLink(path.resolve(file));
    // A file that has a mode is ours, and so are the folders that it needs: the umask does not open
    // or close them.
    await makeFolders(path.dirname(target), options.mode === undefined ? undefined : 0o755);
    const folder = HeldFolder.open(await realpath(path.dirname(target)));
    if (folder === undefined) throw new Error('its directory was removed');
    await folder.closing((held) => writeIn(held, path.basename(target), content, options));
  } catch (error) {
    if (isHareError(error) && error.code === 'FILE_HARD_LINKED') throw error;
    throw fileWriteFailed(file, error);
  }
}

async function writeIn(
  folder: HeldFolder,
  name: string,
  content: string | Uint8Array,
  { mode, tidy, keepsAttributes = false }: AtomicWriteOptions,
): Promise<void> {
  const found = folder.lstat(name);
  // A link that came since the links were followed is replaced itself, and nothing is taken over
  // from it.
  const old = found?.isSymbolicLink() === true ? undefined : found;
  if (keepsAttributes && old !== undefined && old.nlink > 1)
    throw new HareError('FILE_HARD_LINKED', `the file has ${old.nlink} names (hard links)`, {
      where: { file: folder.pathOf(name) },
      hint: 'make it a file of its own: cp -p FILE FILE.new && mv FILE.new FILE',
    });
  const isOwn = old?.uid === process.geteuid?.() && old?.gid === process.getegid?.();
  await folder.replace(name, content, {
    mode: old?.mode ?? mode,
    ...(old === undefined || isOwn ? {} : { uid: old.uid, gid: old.gid }),
    tidy,
    ...(keepsAttributes && old !== undefined
      ? { begin: (temporary) => copyAttributes(folder, name, temporary) }
      : {}),
  });
}

/**
 * Copies what Node cannot see: access control list, extended attributes, security context. A cp(1)
 * that does not know how leaves the new file as any other.
 */
async function copyAttributes(folder: HeldFolder, name: string, temporary: string): Promise<void> {
  const { spawn } = await import('node:child_process');
  // The descriptor of the folder is ours, not that of cp.
  const [from, to] = [name, temporary].map((each) =>
    folder.at(each).toString().replace('/proc/self/', `/proc/${process.pid}/`),
  );
  const arguments_ = ['--attributes-only', '--preserve=all', '-T', '--', from ?? '', to ?? ''];
  const child = spawn(programPath('cp'), arguments_, { cwd: '/', stdio: 'ignore' });
  await new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
}

async function followLink(file: string): Promise<string> {
  const found = await lstat(file).catch(() => undefined);
  return found?.isSymbolicLink() ? realpath(file) : file;
}
