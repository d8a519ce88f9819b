import { readdir, readFile, realpath } from 'node:fs/promises';
import { HareError } from '@hare/base';

/** Errors of this process or machine, never answers of the kernel. */
const ours: readonly string[] = ['EMFILE', 'ENFILE', 'ENOMEM'];

/**
 * The text of a file below /sys or /proc, trimmed; undefined if the kernel has no such file or does
 * not say.
 * @throws HareError `DEVICE_UNREADABLE` when this process could not ask: a failed question must not
 *   look like "not in use"
 */
export async function kernelText(file: string): Promise<string | undefined> {
  return unlessUnasked(file, async () => (await readFile(file, 'utf8')).trim() || undefined);
}

/**
 * The sorted names in a folder below /sys; none when there is no such folder. @throws as {@link
 * kernelText}
 */
export async function kernelNames(folder: string): Promise<readonly string[]> {
  return (await unlessUnasked(folder, async () => (await readdir(folder)).sort())) ?? [];
}

/**
 * The folder that a link below /sys leads to; undefined when there is none. @throws as {@link
 * kernelText}
 */
export async function kernelFolder(link: string): Promise<string | undefined> {
  return unlessUnasked(link, () => realpath(link));
}

async function unlessUnasked<T>(file: string, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (cause) {
    if (!ours.includes((cause as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw cannotAsk(file, cause);
  }
}

/** The error for a file of the kernel that must be readable and is not. */
export function cannotAsk(file: string, cause: unknown): HareError {
  const { code = 'EIO' } = cause as NodeJS.ErrnoException;
  const hint = ours.includes(code)
    ? 'raise the limit of open files: ulimit -n 4096'
    : 'run as root, with /proc and /sys mounted';
  return new HareError('DEVICE_UNREADABLE', `the use of the devices cannot be read: ${code}`, {
    where: { file },
    hint,
    cause,
  });
}
