import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** What opening and reading a device shows. */
export type DeviceProbe =
  | { readonly kind: 'read'; readonly isBlank: boolean }
  /** The kernel does not give it to us alone. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'unreadable'; readonly why: string };

export interface ProbeOptions {
  readonly sizeBytes: number | undefined;
  /**
   * Ask the kernel whether another process has claimed it: for block devices that we have not
   * claimed ourselves.
   */
  readonly alone: boolean;
}

const mebibyte = 2 ** 20;
/** As much as is read at a time. */
const zeros = Buffer.alloc(2 ** 18);

/**
 * Opens a device for reading and reads its first and last MiB. Nothing is written; whatever fails
 * is an answer, not an error.
 */
export async function probeDevice(
  file: string,
  { sizeBytes, alone }: ProbeOptions,
): Promise<DeviceProbe> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, constants.O_RDONLY | (alone ? constants.O_EXCL : 0));
    return { kind: 'read', isBlank: await isBlank(handle, sizeBytes) };
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (handle === undefined && alone && code === 'EBUSY') return { kind: 'busy' };
    if (code === undefined) throw error;
    return { kind: 'unreadable', why: `${syscall ?? 'read'} failed with ${code}` };
  } finally {
    await handle?.close();
  }
}

async function isBlank(handle: FileHandle, sizeBytes: number | undefined): Promise<boolean> {
  const last = sizeBytes === undefined ? 0 : Math.max(0, sizeBytes - mebibyte);
  const piece = Buffer.allocUnsafe(zeros.length);
  for (const start of new Set([0, last]))
    for (let offset = start; offset < start + mebibyte; offset += piece.length) {
      const { bytesRead } = await handle.read(piece, 0, piece.length, offset);
      if (piece.compare(zeros, 0, bytesRead, 0, bytesRead) !== 0) return false;
    }
  return true;
}
