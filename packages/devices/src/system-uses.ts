import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { cannotAsk, kernelNames, kernelText } from './kernel-files.js';
import { type Mount, parseMountInfo, parseSwaps } from './mounts.js';

/** What of this machine is in use, by device number and, for files, by real path. */
export interface SystemUses {
  readonly mounts: readonly (Mount & { readonly sourceNumber: string | undefined })[];
  /** Numbers of swap devices, real paths of swap files. */
  readonly swaps: ReadonlySet<string>;
  /** Real path of a file → the loop devices over it. */
  readonly loops: ReadonlyMap<string, readonly string[]>;
}

/** The kernel's own files. */
export interface KernelPlaces {
  /** `/sys` */
  readonly sys: string;
  /** `/proc` */
  readonly proc: string;
}

/**
 * Reads mounts, swaps and loop devices, once for all devices. @throws HareError `DEVICE_UNREADABLE`
 * when the kernel's tables cannot be read
 */
export async function readSystemUses({ sys, proc }: KernelPlaces): Promise<SystemUses> {
  // The mounts of process 1 too: a stage may have been started in a mount namespace of its own.
  const infos = [
    await read(path.join(proc, 'self/mountinfo'), []),
    await read(path.join(proc, '1/mountinfo'), ['ENOENT', 'EACCES', 'EPERM', 'ESRCH', 'EINVAL']),
  ];
  const mounts = parseMountInfo(infos.join('\n'));
  const swaps = parseSwaps(await read(path.join(proc, 'swaps'), ['ENOENT']));
  return {
    mounts: await Promise.all(
      mounts.map(async (mount) => ({
        ...mount,
        sourceNumber: mount.source.startsWith('/') ? await numberOf(mount.source) : undefined,
      })),
    ),
    swaps: new Set(
      await Promise.all(
        swaps.map(
          async (file) => (await numberOf(file)) ?? (await realpath(file).catch(() => file)),
        ),
      ),
    ),
    loops: await readLoops(sys),
  };
}

/** Major and minor number of a block device; undefined for anything else. */
export async function numberOf(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found?.isBlockDevice() === true ? formatNumber(found.rdev) : undefined;
}

/** Linux keeps 12 bits of major and 20 bits of minor number in pieces. */
export function formatNumber(rdev: number): string {
  const device = BigInt(rdev);
  const major = ((device >> 8n) & 0xfffn) | ((device >> 32n) & ~0xfffn);
  const minor = (device & 0xffn) | ((device >> 12n) & ~0xffn & 0xffffffffn);
  return `${major}:${minor}`;
}

async function readLoops(sys: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const loops = new Map<string, string[]>();
  for (const name of await kernelNames(path.join(sys, 'block'))) {
    const backing = await kernelText(path.join(sys, 'block', name, 'loop/backing_file'));
    if (backing !== undefined) loops.set(backing, [...(loops.get(backing) ?? []), name]);
  }
  return loops;
}

/**
 * What cannot be read must not look like "nothing is mounted", but for what this kernel or user
 * cannot have.
 */
async function read(file: string, mayFailWith: readonly string[]): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (mayFailWith.includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw cannotAsk(file, error);
  }
}
