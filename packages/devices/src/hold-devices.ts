import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { HareError, isHareError } from '@hare/base';
import type { DeviceState } from './device-state.js';
import { formatNumber } from './system-uses.js';

/** Numbers of the block devices that this process has claimed. */
export type HeldDevices = ReadonlySet<string>;

type Known = Pick<DeviceState, 'path' | 'opened' | 'kind' | 'number'>;

/**
 * Claims block devices (O_EXCL, read-only) while `work` runs, and always releases them afterwards:
 * meanwhile no process, in any mount namespace, can mount them, use them as swap or create a file
 * system on them. Plain opens still work, such as those of Motr's mkfs. Files cannot be claimed and
 * are skipped. Earlier findings about the devices may be out of date: look at them again inside.
 * @throws HareError `DEVICE_BUSY`, `DEVICE_CHANGED`, `DEVICE_UNREADABLE`; then `work` was not
 *   called
 */
export async function withDevicesHeld<T>(
  devices: readonly Known[],
  work: (held: HeldDevices) => Promise<T>,
): Promise<T> {
  const handles = new Map<string, FileHandle>();
  try {
    for (const device of devices) {
      if (device.kind !== 'block' || device.number === undefined || handles.has(device.number))
        continue;
      handles.set(device.number, await claim(device));
    }
    return await work(new Set(handles.keys()));
  } finally {
    await Promise.allSettled([...handles.values()].map((handle) => handle.close()));
  }
}

async function claim({ path, opened, number }: Known): Promise<FileHandle> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(opened, constants.O_RDONLY | constants.O_EXCL);
    const now = await handle.stat();
    if (now.isBlockDevice() && formatNumber(now.rdev) === number) return handle;
    throw new HareError('DEVICE_CHANGED', `${path} has just become another device`, {
      hint:
        'drive names can change: use names from /dev/disk/by-id in the ConfStore, then run ' +
        'config again',
    });
  } catch (cause) {
    await handle?.close();
    const { code } = cause as NodeJS.ErrnoException;
    if (isHareError(cause) || code === undefined) throw cause;
    if (code === 'EBUSY') {
      const hint = `find out what uses it: lsblk ${path}; fuser -v ${path}`;
      throw new HareError('DEVICE_BUSY', `${path} is in use: exclusive access is denied`, {
        hint,
        cause,
      });
    }
    throw new HareError('DEVICE_UNREADABLE', `${path} cannot be read: open failed with ${code}`, {
      hint: 'run as root; if the device is broken, replace it',
      cause,
    });
  }
}
