import path from 'node:path';
import type { ErrorCode } from './error-code.js';
import { HareError, isHareError } from './error.js';

/**
 * Gives an error a code, so that it can be shown to a person: errors of the operating system
 * (`EMFILE`, `ENOSPC`, `EIO`, …) by one table; errors that have a code already stay, unless the
 * limit of open files is behind them. Undefined for anything unexpected, a defect.
 */
export function codedError(error: unknown): HareError | undefined {
  if (!(error instanceof Error)) return undefined;
  const known = coded.get(error);
  if (known !== undefined) return known;
  const found = findCode(error);
  if (found !== undefined) coded.set(error, found);
  return found;
}

/** One error has one code, so that what several steps meet is recognised as the same. */
const coded = new WeakMap<Error, HareError>();

function findCode(error: Error): HareError | undefined {
  const limit = causes(error).find(({ code }) => code === 'EMFILE' || code === 'ENFILE');
  if (limit !== undefined) return fromSystem(limit);
  if (isHareError(error)) return error;
  const [system] = causes(error).filter(({ syscall }) => typeof syscall === 'string');
  return system === undefined ? undefined : fromSystem(system);
}

function causes(error: unknown): readonly NodeJS.ErrnoException[] {
  const found: NodeJS.ErrnoException[] = [];
  for (let at = error; at instanceof Error && found.length < 8; at = at.cause) found.push(at);
  return found;
}

type Meaning = readonly [code: ErrorCode, what: string, hint: (file: string | undefined) => string];

const folderOf = (file: string | undefined): string =>
  file === undefined ? '.' : path.dirname(file);
const look = (file: string | undefined): string => `check the path: namei -l ${file ?? 'FILE'}`;
const users = (file: string | undefined): string =>
  `find the process that uses it: fuser -v ${file ?? 'FILE'}`;
const room = (file: string | undefined): string =>
  `free space, then retry: df -h ${folderOf(file)}; df -i ${folderOf(file)}`;

const meanings: Readonly<Record<string, Meaning>> = {
  ENOSPC: ['DISK_FULL', 'no space left on the device', room],
  EDQUOT: ['DISK_FULL', 'the disk quota is used up', room],
  EROFS: [
    'FILE_SYSTEM_READ_ONLY',
    'the file system is read-only',
    (file) => `remount it writable, then retry: findmnt -T ${folderOf(file)}`,
  ],
  EACCES: [
    'NOT_PERMITTED',
    'permission denied',
    (file) => `run as root, or correct owner and mode: namei -l ${file ?? 'FILE'}`,
  ],
  EPERM: [
    'NOT_PERMITTED',
    'operation not permitted',
    (file) =>
      'run as root; if root is denied too, check attributes and SELinux: lsattr -d ' +
      (file ?? 'FILE'),
  ],
  EIO: [
    'INPUT_OUTPUT_ERROR',
    'input/output error',
    () => 'check the kernel log for disk errors: dmesg | tail -50',
  ],
  EFBIG: [
    'FILE_SIZE_LIMIT',
    'the file size limit is reached',
    () => 'raise the limit, then retry: ulimit -f unlimited',
  ],
  ENOMEM: ['MEMORY_SHORT', 'not enough memory', () => 'free memory, then retry: free -m'],
  ENOTDIR: ['FILE_UNUSABLE', 'a part of the path is not a directory', look],
  EISDIR: ['FILE_UNUSABLE', 'it is a directory', look],
  ELOOP: [
    'FILE_UNUSABLE',
    'the path has a symbolic link that is not followed, or too many links',
    look,
  ],
  ENAMETOOLONG: ['FILE_UNUSABLE', 'the path is too long', look],
  EBUSY: ['FILE_UNUSABLE', 'it is in use', users],
  ETXTBSY: ['FILE_UNUSABLE', 'it is in use', users],
  ESTALE: ['FILE_UNUSABLE', 'the file no longer exists on the file server', look],
  ENXIO: ['FILE_UNUSABLE', 'its device is missing', look],
  ENODEV: ['FILE_UNUSABLE', 'its device is missing', look],
};

/** The error of a file that could not be written and is as it was. */
export function fileWriteFailed(file: string, cause: unknown): HareError {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  const [, why = message, hint = look] = meanings[code] ?? [];
  const what = `cannot write: ${why}; the file is unchanged`;
  return new HareError('FILE_WRITE_FAILED', what, { where: { file }, hint: hint(file), cause });
}

function fromSystem(error: NodeJS.ErrnoException): HareError | undefined {
  const { code = '', syscall, path: file } = error;
  if (syscall === 'uv_cwd') {
    return new HareError(
      'WORKING_DIRECTORY_GONE',
      'the working directory no longer exists, so a relative path leads nowhere',
      { hint: 'use absolute paths, or change to an existing directory first: cd /', cause: error },
    );
  }
  if (code === 'EMFILE') {
    return new HareError(
      'OPEN_FILES_LIMIT',
      `too many open files: the limit of this process is ${openFilesLimit()}`,
      { hint: 'raise the limit, then retry: ulimit -n 4096', cause: error },
    );
  }
  if (code === 'ENFILE') {
    return new HareError(
      'OPEN_FILES_OF_SYSTEM',
      `too many open files on this machine: the limit of the kernel is reached`,
      { hint: 'close programs, or raise the limit: sysctl fs.file-max fs.file-nr', cause: error },
    );
  }
  const meaning = meanings[code];
  if (meaning === undefined) return undefined;
  const [own, what, hint] = meaning;
  return new HareError(own, what, {
    where: file === undefined ? {} : { file },
    hint: hint(file),
    cause: error,
  });
}

/** Asked of the process itself: there is no descriptor left to read a file of /proc with. */
function openFilesLimit(): string {
  const { userLimits } = process.report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: number | string } };
  };
  return String(userLimits?.open_files?.soft ?? 'no more');
}
