import { lstat } from 'node:fs/promises';
import { HareError, isHareError, defaultMaxBytes, isNodeError, readRegularFile } from '@hare/base';

/**
 * What is in the place of the CDF: its text, nothing, or something that is not a file and cannot be
 * read (`blocked` says what).
 */
export interface CdfPlace {
  readonly text: string | undefined;
  readonly blocked?: string;
}

/**
 * Looks at the place of a CDF, never waiting: a pipe is not opened. @throws HareError
 * `CDF_UNREADABLE`
 */
export async function lookAtCdf(file: string): Promise<CdfPlace> {
  try {
    return { text: (await readRegularFile(file, { maxBytes: defaultMaxBytes })).toString('utf8') };
  } catch (error) {
    if (isHareError(error) && error.code === 'FILE_NOT_REGULAR')
      return { text: undefined, blocked: error.message.replace(/^.*this is /, '') };
    if (isNodeError(error, 'ENOENT')) {
      const found = await lstat(file).catch(() => undefined);
      return {
        text: undefined,
        ...(found === undefined ? {} : { blocked: 'a link to a missing file' }),
      };
    }
    const { code, message } = error as NodeJS.ErrnoException;
    const what =
      {
        ENOTDIR: 'a part of its path is not a directory',
        EACCES: 'permission denied',
        ELOOP: 'a link that points to itself',
      }[code ?? ''] ?? message;
    throw unreadable(file, what, error);
  }
}

/** The text of a file; undefined when there is none. @throws HareError `CDF_UNREADABLE` */
export async function readIfAny(file: string): Promise<string | undefined> {
  const { text, blocked } = await lookAtCdf(file);
  if (blocked !== undefined) throw unreadable(file, `it is ${blocked}`);
  return text;
}

export function unreadable(file: string, what: string, cause?: unknown): HareError {
  return new HareError('CDF_UNREADABLE', `the CDF cannot be read: ${what}`, {
    where: { file },
    hint: 'use another file: --file CDF',
    cause,
  });
}
