import { HareError, isHareError, readInputFile } from '@hare/base';

/** A text that a command was given, and what messages call it. */
export interface Input {
  readonly text: string;
  readonly name: string;
}

/**
 * Reads a file, or standard input for `-`. @throws HareError `CDF_FILE` when it cannot be read or
 * is not UTF-8; `INPUT_NOT_A_FILE`, `INPUT_TOO_LARGE`, `INPUT_TIMED_OUT`
 */
export async function readInput(file: string): Promise<Input> {
  const name = file === '-' ? 'standard input' : file;
  const bytes = await readBytes(file);
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    throw new HareError('CDF_FILE', 'the file is not UTF-8 text', {
      where: { file: name },
      hint: `save it as UTF-8: iconv -t UTF-8 ${file}`,
      cause: error,
    });
  }
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readInputFile(file);
  } catch (error) {
    if (isHareError(error)) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new HareError('CDF_FILE', `cannot read: ${reasons[code ?? ''] ?? message}`, {
      where: { file },
      hint:
        code === 'ENOENT'
          ? 'check the path; to generate a CDF: hare-cdf generate URL -o FILE'
          : 'check the path and the permissions',
      cause: error,
    });
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'the file does not exist',
  EACCES: 'permission denied',
  ENXIO: 'it is a socket, or a missing device',
  ENOTDIR: 'a part of its path is not a directory',
};
