import { readFile } from 'node:fs/promises';
import { HareError } from '@hare/confstore/error';

/** The text of a file; undefined when there is none. @throws HareError `CDF_UNREADABLE` */
export async function readIfAny(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    const what = { EISDIR: 'it is a folder', ENOTDIR: 'a part of its path is not a folder', EACCES: 'permission denied' }[code ?? ''] ?? message;
    throw new HareError('CDF_UNREADABLE', `the CDF cannot be read: ${what}`, { where: { file }, hint: 'name another file with --file', cause: error });
  }
}
