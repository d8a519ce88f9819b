import { HareError } from '../errors/error.js';

/** The error of a file that could not be written and is as it was. */
export function fileWriteFailed(file: string, cause: unknown): HareError {
  const { code, message } = cause as NodeJS.ErrnoException;
  return new HareError(
    'FILE_WRITE_FAILED',
    `cannot write: ${writeFailure[code ?? ''] ?? message}`,
    {
      where: { file },
      hint: 'the file is as it was; free space or fix permissions, then run again',
      cause,
    },
  );
}

const writeFailure: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the device',
  EFBIG: 'the file size limit is reached',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  ELOOP: 'too many symbolic links',
};
