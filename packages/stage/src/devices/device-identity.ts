import { open, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { DeviceIdentity } from './device-state.js';

/** World-wide id, serial and size of a block device, from sysfs; what the device does not tell is absent. */
export async function blockIdentity(sys: string, number: string): Promise<DeviceIdentity> {
  const folder = await realpath(path.join(sys, 'dev/block', number)).catch(() => undefined);
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

/** A file that stands for a device is known by its size only. */
export async function fileIdentity(file: string): Promise<DeviceIdentity> {
  const handle = await open(file, 'r');
  try {
    return { sizeBytes: (await handle.stat()).size };
  } finally {
    await handle.close();
  }
}

async function first(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const text = (await readFile(path.join(folder, name), 'utf8').catch(() => '')).trim();
    if (text !== '') return text;
  }
  return undefined;
}
