import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RunCommand } from '@hare/hctl';
import { blockTree } from './block-tree.js';
import { blockIdentity, fileIdentity } from './device-identity.js';
import type { DeviceState } from './device-state.js';
import { readSignatures } from './signatures.js';
import { formatNumber, type KernelPlaces, readSystemUses, type SystemUses } from './system-uses.js';
import { usesOfBlock, usesOfFile } from './uses-of.js';

export interface LookAtDevicesOptions {
  readonly run: RunCommand;
  /** `--root`, or empty: what device paths are opened below. */
  readonly root: string;
  /** The environment's PATH. */
  readonly path: string | undefined;
  /** Default: this kernel's. */
  readonly kernel?: KernelPlaces;
}

/** Looks at devices of this machine without changing anything on them: what they are, what uses them, what is on them. */
export async function lookAtDevices(paths: readonly string[], options: LookAtDevicesOptions): Promise<readonly DeviceState[]> {
  const kernel = options.kernel ?? { sys: '/sys', proc: '/proc' };
  const system = await readSystemUses(kernel);
  const states: DeviceState[] = [];
  for (const device of paths) states.push(await lookAt(device, kernel, system, options));
  return states;
}

async function lookAt(device: string, { sys }: KernelPlaces, system: SystemUses, { run, root, path: searchPath }: LookAtDevicesOptions): Promise<DeviceState> {
  const opened = root === '' ? device : path.join(root, device);
  const found = await stat(opened).catch(() => undefined);
  const nothing = { path: device, opened, identity: {}, uses: [], busy: false, signatures: [] };
  if (found === undefined) return { ...nothing, kind: 'missing' };
  const realPath = await realpath(opened);
  if (found.isBlockDevice()) {
    const number = formatNumber(found.rdev);
    const tree = await blockTree(sys, number);
    const [identity, busy, signatures] = [await blockIdentity(sys, number), await isBusy(opened), await readSignatures(run, opened, searchPath)];
    return { path: device, opened, kind: 'block', realPath, number, identity, uses: usesOfBlock(tree, system), busy, signatures };
  }
  if (!found.isFile()) return { ...nothing, kind: 'other', realPath };
  return { path: device, opened, kind: 'file', realPath, identity: await fileIdentity(opened), uses: usesOfFile(realPath, system), busy: false, signatures: await readSignatures(run, opened, searchPath) };
}

/** Whoever mounts, assembles or exports a block device claims it; a second claim is refused by the kernel. Nothing is written. */
async function isBusy(file: string): Promise<boolean> {
  try {
    await (await open(file, constants.O_RDONLY | constants.O_EXCL)).close();
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EBUSY') return true;
    throw error;
  }
}
