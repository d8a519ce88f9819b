import { isNodeError, readRegularFile } from '@hare/base';
import { assertTrusted } from '../settings/trusted-file.js';

const maxBytes = 64 * 1024 * 1024;

/**
 * The text of a file that Hare wrote and believes; undefined when there is none. As root only a
 * file that nobody else can have written is read; a pipe in its place is not waited for.
 * @throws HareError `STATE_NOT_TRUSTED`, `FILE_NOT_REGULAR`, `FILE_TOO_LARGE`
 */
export async function readOwnFile(file: string): Promise<string | undefined> {
  try {
    if (process.geteuid?.() === 0) await assertTrusted(file, undefined, 'state');
    return (await readRegularFile(file, { maxBytes })).toString('utf8');
  } catch (error) {
    if (isNodeError(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}
