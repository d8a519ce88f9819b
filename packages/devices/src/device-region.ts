import path from 'node:path';
import { kernelFolder, kernelNames, kernelText } from './kernel-files.js';

/**
 * The stretch of a drive that a block device is: two of them that overlap are the same storage, by
 * whatever names and paths they are reached.
 */
export interface DeviceRegion {
  /**
   * The drive: its world-wide id, else vendor, model and serial number, else the file behind a loop
   * device.
   */
  readonly drive: string;
  readonly startByte: number;
  /** The first byte behind it; absent: up to the end of the drive. */
  readonly endByte?: number | undefined;
}

/** Which part of which drive a block device is; undefined if the drive is unknown. */
export async function deviceRegion(sys: string, number: string): Promise<DeviceRegion | undefined> {
  const folder = await kernelFolder(path.join(sys, 'dev/block', number));
  if (folder === undefined) return undefined;
  const isPartition = (await kernelText(path.join(folder, 'partition'))) !== undefined;
  const disk = isPartition ? path.dirname(folder) : folder;
  const whole = (await loopRegion(disk)) ?? (await driveRegion(disk));
  if (whole === undefined || !isPartition) return whole;
  const startByte = whole.startByte + (await sectors(folder, 'start')) * 512;
  return {
    drive: whole.drive,
    startByte,
    endByte: startByte + (await sectors(folder, 'size')) * 512,
  };
}

/** Whether two devices share bytes. Pure. */
export function regionsOverlap(one: DeviceRegion, other: DeviceRegion): boolean {
  const end = ({ endByte = Infinity }: DeviceRegion): number => endByte;
  return one.drive === other.drive && one.startByte < end(other) && other.startByte < end(one);
}

/**
 * One spelling for the id of a drive: sysfs uses `naa.6001`, `eui.…`, `t10.…`, multipath
 * `mpath-36001` for the same, and `part1-mpath-…` for a partition of it. Undefined for a
 * placeholder: a field of zeros, as cheap bridges report. Pure.
 */
export function canonicalId(id: string): string | undefined {
  const [, partition, multipath, name = ''] = /^(?:part(\d+)-)?(mpath-)?(.*)$/s.exec(id) ?? [];
  const designators: Readonly<Record<string, string>> = { '1': 't10.', '2': 'eui.', '3': 'naa.' };
  const designator = multipath === undefined ? undefined : designators[name.slice(0, 1)];
  const spelled = designator === undefined ? name : `${designator}${name.slice(1)}`;
  if (isPlaceholder(spelled.replace(/^(naa|eui|t10|nvme|uuid)\./i, ''))) return undefined;
  const suffix = partition === undefined ? '' : `-part${partition}`;
  return `${spelled.replace(/[\s_]+/g, ' ').toLowerCase()}${suffix}`;
}

async function driveRegion(disk: string): Promise<DeviceRegion | undefined> {
  for (const name of ['wwid', 'device/wwid', 'dm/uuid', 'md/uuid']) {
    const id = await kernelText(path.join(disk, name));
    const drive = id === undefined ? undefined : canonicalId(id);
    if (drive !== undefined) return { drive, startByte: 0 };
  }
  const serial =
    (await kernelText(path.join(disk, 'serial'))) ??
    (await kernelText(path.join(disk, 'device/serial')));
  const model = await kernelText(path.join(disk, 'device/model'));
  // A serial number alone says little: bridges and virtual machines repeat theirs.
  if (serial === undefined || model === undefined || isPlaceholder(serial)) return undefined;
  const names = ['device/vendor', 'nsid', 'device/nsid'].map((name) =>
    kernelText(path.join(disk, name)),
  );
  const [vendor, ...namespaces] = await Promise.all(names);
  const size = await sectors(disk, 'size');
  const about = [vendor, model, serial, ...namespaces, String(size)].filter(
    (part) => part !== undefined,
  );
  return { drive: about.join(' '), startByte: 0 };
}

async function loopRegion(disk: string): Promise<DeviceRegion | undefined> {
  const file = await kernelText(path.join(disk, 'loop/backing_file'));
  if (file === undefined || file.endsWith(' (deleted)')) return undefined;
  const startByte = Number((await kernelText(path.join(disk, 'loop/offset'))) ?? 0);
  const limit = Number((await kernelText(path.join(disk, 'loop/sizelimit'))) ?? 0);
  return { drive: `file ${file}`, startByte, endByte: limit === 0 ? undefined : startByte + limit };
}

/**
 * The numbers of every device that this one is built on: the disk of a partition, the paths of a
 * multipath device, members of an array, down to the drives.
 */
export async function devicesBelow(sys: string, number: string): Promise<readonly string[]> {
  const found = new Set<string>();
  const visit = async (folder: string): Promise<void> => {
    const slaves = path.join(folder, 'slaves');
    const below = (await kernelNames(slaves)).map((name) => path.join(slaves, name));
    if ((await kernelText(path.join(folder, 'partition'))) !== undefined)
      below.push(path.dirname(folder));
    for (const link of below) {
      const target = await kernelFolder(link);
      const at = target === undefined ? undefined : await kernelText(path.join(target, 'dev'));
      if (target === undefined || at === undefined || found.has(at)) continue;
      found.add(at);
      await visit(target);
    }
  };
  const folder = await kernelFolder(path.join(sys, 'dev/block', number));
  if (folder !== undefined) await visit(folder);
  return [...found];
}

/** A placeholder for a missing id: empty, or one character repeated. */
function isPlaceholder(text: string): boolean {
  return /^(.?)\1*$/s.test(text.replace(/[\s-]/g, '')) || /^0?123456789(abcdef)?$/i.test(text);
}

async function sectors(folder: string, name: string): Promise<number> {
  return Number((await kernelText(path.join(folder, name))) ?? 0);
}
