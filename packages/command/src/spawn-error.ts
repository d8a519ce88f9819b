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
          `${file} does not exist, or the interpreter that its first line names does not`,
          { where, hint: `look at the path: ls -l ${file}`, cause },
        )
      : new HareError(
          'COMMAND_NOT_FOUND',
          cause.message.startsWith(`${file} is not on PATH`)
            ? cause.message
            : `${file} is not on PATH`,
          {
            where,
            hint: `install the package that brings ${file}, or add its folder to PATH`,
            cause,
          },
        );
  }
  if (cause.code === 'EACCES' || cause.code === 'EPERM') {
    return new HareError('COMMAND_NOT_EXECUTABLE', `${file} may not be executed`, {
      where,
      hint: `make it executable: chmod +x ${file}`,
      cause,
    });
  }
  if (cause.code === 'EMFILE' || cause.code === 'ENFILE')
    return codedError(cause) ?? new HareError('COMMAND_NOT_STARTED', cause.message);
  return new HareError('COMMAND_NOT_STARTED', `${file} cannot be started: ${cause.message}`, {
    where,
    hint: 'free memory or processes, then run again',
    cause,
  });
}
