import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { resolveLink } from './resolve-link.js';

/** Size and block size of a device, in bytes. */
export interface DeviceFacts {
  readonly sizeBytes: number;
  readonly blockSizeBytes: number;
}

export interface DevicePlaces {
  /** Device paths are below this; default `/`. */
  readonly root?: string | undefined;
  /** Default `/sys`. */
  readonly sysfs?: string | undefined;
  /** How a file is looked at, for tests; default: as the system does. */
  readonly stat?: ((file: string) => Promise<DeviceStat>) | undefined;
}

/** What is asked about the file behind a device's path. */
export interface DeviceStat {
  readonly size: bigint;
  readonly blksize: bigint;
  readonly rdev: bigint;
  isFile(): boolean;
  isBlockDevice(): boolean;
  isDirectory(): boolean;
  isCharacterDevice(): boolean;
}

export type DeviceReading =
  | { readonly kind: 'facts'; readonly facts: DeviceFacts }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Reads the size and block size of a disk, partition, loop device, device-mapper or md device
 * through sysfs, which needs no privileges, or of a regular file. Symbolic links
 * (`/dev/disk/by-id/…`) are followed.
 */
export async function readDevice(
  device: string,
  places: DevicePlaces = {},
): Promise<DeviceReading> {
  try {
    const look =
      places.stat ?? ((file: string): Promise<DeviceStat> => stat(file, { bigint: true }));
    const found = await look(await resolveLink(places.root ?? '/', device));
    if (found.isFile())
      return asFacts({ sizeBytes: Number(found.size), blockSizeBytes: Number(found.blksize) });
    if (!found.isBlockDevice())
      return {
        kind: 'unreadable',
        reason:
          'it is ' +
          `${found.isDirectory() ? 'a directory' : found.isCharacterDevice() ? 'a character device' : 'not a device'}, ` +
          'must be a block device',
      };
    return await readSysfs(places.sysfs ?? '/sys', found.rdev);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { kind: 'unreadable', reason: reasons[code ?? ''] ?? message };
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'it does not exist',
  EACCES: 'permission denied',
  ELOOP: 'too many symbolic links',
};

/** Sizes in sysfs are in sectors of 512 bytes, whatever the device's own sectors. */
const sectorBytes = 512;

async function readSysfs(sysfs: string, rdev: bigint): Promise<DeviceReading> {
  const number = `${major(rdev)}:${minor(rdev)}`;
  const folder = path.join(sysfs, 'dev/block', number);
  const sectors = await readNumber(path.join(folder, 'size'));
  if (sectors === undefined)
    return { kind: 'unreadable', reason: `${sysfs} does not know the block device ${number}` };
  // A partition has no queue of its own, its disk does.
  const real = await realpath(folder).catch(() => folder);
  const block =
    (await blockSize(path.join(folder, 'queue'))) ??
    (await blockSize(path.join(real, '..', 'queue')));
  return asFacts({ sizeBytes: sectors * sectorBytes, blockSizeBytes: block ?? sectorBytes });
}

async function blockSize(queue: string): Promise<number | undefined> {
  return (
    (await readNumber(path.join(queue, 'physical_block_size'))) ??
    readNumber(path.join(queue, 'logical_block_size'))
  );
}

async function readNumber(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^\d+\s*$/.test(text) ? Number(text) : undefined;
}

function asFacts(facts: DeviceFacts): DeviceReading {
  return facts.sizeBytes > 0
    ? { kind: 'facts', facts }
    : { kind: 'unreadable', reason: 'its size is 0' };
}

/** Linux splits a device number so since 2.6. */
function major(rdev: bigint): bigint {
  return ((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & ~0xfffn);
}

function minor(rdev: bigint): bigint {
  return (rdev & 0xffn) | ((rdev >> 12n) & ~0xffn & 0xffffffffn);
}
