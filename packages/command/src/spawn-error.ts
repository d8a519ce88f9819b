import path from 'node:path';
import { HareError, codedError } from '@hare/base';

/** The error of a command that could not be started at all. */
export function spawnError(command: readonly string[], cause: NodeJS.ErrnoException): HareError {
  const [file = ''] = command;
  const where = { command };
  if (cause.code === 'ENOENT') {
    return file.includes(path.sep)
      ? new HareError(
          'COMMAND_NOT_FOUND',
          `${file}, or the interpreter in its first line, does not exist`,
          { where, hint: `check the path: ls -l ${file}`, cause },
        )
      : new HareError(
          'COMMAND_NOT_FOUND',
          cause.message.startsWith(`${file} is not on PATH`)
            ? cause.message
            : `${file} is not on PATH`,
          {
            where,
            hint: `install the package of ${file}, or add its directory to PATH`,
            cause,
          },
        );
  }
  if (cause.code === 'EACCES' || cause.code === 'EPERM') {
    return new HareError('COMMAND_NOT_EXECUTABLE', `${file} is not executable`, {
      where,
      hint: `make it executable: chmod +x ${file}`,
      cause,
    });
  }
  if (cause.code === 'EMFILE' || cause.code === 'ENFILE')
    return codedError(cause) ?? new HareError('COMMAND_NOT_STARTED', cause.message);
  return new HareError('COMMAND_NOT_STARTED', `${file} cannot be started: ${cause.message}`, {
    where,
    hint: 'free memory or end other processes, then retry',
    cause,
  });
}
