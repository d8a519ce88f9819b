import { statfsSync } from 'node:fs';
import { HareError } from '../errors/error.js';

/** A name in a folder, as its bytes where they may be no UTF-8. */
export type EntryName = string | Buffer;

const procMagic = 0x9fa0;
let isProc: boolean | undefined;

/**
 * The path of an entry of a folder that is held open; it works even if the folder itself is
 * renamed. Valid until the descriptor is closed.
 */
export function belowDescriptor(fd: number, name: EntryName = ''): string | Buffer {
  if (typeof name === 'string')
    return name === '' ? `/proc/self/fd/${fd}` : `/proc/self/fd/${fd}/${name}`;
  return Buffer.concat([Buffer.from(`/proc/self/fd/${fd}/`), name]);
}

/**
 * Descriptors are reached by /proc: anything else in its place would lead elsewhere. @throws
 * HareError `PROC_MISSING`
 */
export function assertProc(): void {
  isProc ??= isProcMounted();
  if (!isProc)
    throw new HareError(
      'PROC_MISSING',
      '/proc is not mounted, so files cannot be removed or replaced safely',
      { hint: 'mount it, then retry: mount -t proc proc /proc' },
    );
}

function isProcMounted(): boolean {
  try {
    return statfsSync('/proc/self/fd').type === procMagic;
  } catch {
    return false;
  }
}

/** A failure below a descriptor as one that names the real path. */
export function namingPath(error: unknown, shown: string): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!(error instanceof Error) || !message.includes('/proc/self/fd/')) return error as Error;
  return Object.assign(
    new Error(message.replace(/'\/proc\/self\/fd\/\d+[^']*'/g, `'${shown}'`), { cause: error }),
    { code },
  );
}

export function isNodeError(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException).code ?? '');
}
