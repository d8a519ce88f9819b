import path from 'node:path';
import type { DeviceIdentity } from './device-state.js';
import { kernelFolder, kernelText } from './kernel-files.js';

/**
 * World-wide id, serial and size of a block device, from sysfs; what the device does not report is
 * absent.
 */
export async function blockIdentity(sys: string, number: string): Promise<DeviceIdentity> {
  const folder = await kernelFolder(path.join(sys, 'dev/block', number));
  if (folder === undefined) return {};
  const partition = await first(folder, ['partition']);
  const disk = partition === undefined ? folder : path.dirname(folder);
  const suffix = partition === undefined ? '' : `-part${partition}`;
  const id = await first(disk, ['wwid', 'device/wwid', 'dm/uuid', 'md/uuid']);
  const serial = await first(disk, ['serial', 'device/serial']);
  const sectors = await first(folder, ['size']);
  return {
    ...(id === undefined ? {} : { id: `${id}${suffix}` }),
    ...(serial === undefined ? {} : { serial: `${serial}${suffix}` }),
    // Sysfs counts in units of 512 bytes, whatever the device's sectors are.
    ...(sectors === undefined ? {} : { sizeBytes: Number(sectors) * 512 }),
  };
}

/** What sysfs says of a block device, or of the disk that a partition is on. */
export interface BlockFlags {
  readonly isReadOnly: boolean;
  readonly isRemovable: boolean;
}

/** Whether a block device, or the disk below it, is write-protected or removable. */
export async function blockFlags(sys: string, number: string): Promise<BlockFlags> {
  const folder = await kernelFolder(path.join(sys, 'dev/block', number));
  if (folder === undefined) return { isReadOnly: false, isRemovable: false };
  const isPartition = (await first(folder, ['partition'])) !== undefined;
  const folders = isPartition ? [folder, path.dirname(folder)] : [folder];
  const isSet = async (name: string): Promise<boolean> =>
    (await Promise.all(folders.map((each) => first(each, [name])))).includes('1');
  return { isReadOnly: await isSet('ro'), isRemovable: await isSet('removable') };
}

async function first(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const text = await kernelText(path.join(folder, name));
    if (text !== undefined) return text;
  }
  return undefined;
}
