import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readDevice, type DevicePlaces, type DeviceStat } from './read-device.js';
import { temporaryFolder } from '../tests/support/temporary-folder.js';

const isNothing = {
  size: 0n,
  blksize: 4096n,
  rdev: 0n,
  isFile: () => false,
  isBlockDevice: () => false,
  isDirectory: () => false,
  isCharacterDevice: () => false,
};

/**
 * A sysfs with a disk 8:0 of 20 sectors in blocks of 4096, its partition 8:1 of 10 sectors, a
 * device-mapper device 253:300 and a loop device 7:3.
 */
function fakeMachine(devices: Readonly<Record<string, bigint>>): DevicePlaces {
  const folder = temporaryFolder();
  const sysfs = path.join(folder, 'sys');
  const make = (name: string, sectors: number, block?: number): void => {
    mkdirSync(path.join(sysfs, 'devices', name, ...(block === undefined ? [] : ['queue'])), {
      recursive: true,
    });
    writeFileSync(path.join(sysfs, 'devices', name, 'size'), `${sectors}\n`);
    if (block !== undefined)
      writeFileSync(path.join(sysfs, 'devices', name, 'queue/physical_block_size'), `${block}\n`);
  };
  make('sda', 20, 4096);
  make('sda/sda1', 10);
  make('dm-300', 8, 512);
  make('loop3', 0, 512);
  mkdirSync(path.join(sysfs, 'dev/block'), { recursive: true });
  for (const [number, name] of [
    ['8:0', 'sda'],
    ['8:1', 'sda/sda1'],
    ['253:300', 'dm-300'],
    ['7:3', 'loop3'],
  ] as const)
    symlinkSync(`../../devices/${name}`, path.join(sysfs, 'dev/block', number));
  const root = path.join(folder, 'root');
  const stat = (file: string): Promise<DeviceStat> => {
    const rdev = devices[`/${path.relative(root, file)}`];
    return rdev === undefined
      ? Promise.reject(Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' }))
      : Promise.resolve({ ...isNothing, rdev, isBlockDevice: () => true });
  };
  mkdirSync(path.join(root, 'dev/disk/by-id'), { recursive: true });
  symlinkSync('../../sda', path.join(root, 'dev/disk/by-id/relative'));
  symlinkSync('/dev/sda', path.join(root, 'dev/disk/by-id/absolute'));
  symlinkSync('loop', path.join(root, 'dev/loop'));
  return { root, sysfs, stat };
}

/** As the kernel puts major and minor into one number. */
const deviceNumber = (major: bigint, minor: bigint): bigint =>
  ((major & ~0xfffn) << 32n) |
  ((major & 0xfffn) << 8n) |
  ((minor & ~0xffn) << 12n) |
  (minor & 0xffn);

const machine = (): DevicePlaces =>
  fakeMachine({
    '/dev/sda': deviceNumber(8n, 0n),
    '/dev/sda1': deviceNumber(8n, 1n),
    '/dev/dm-300': deviceNumber(253n, 300n),
    '/dev/loop3': deviceNumber(7n, 3n),
    '/dev/gone': deviceNumber(9n, 9n),
  });

test.each([
  ['/dev/sda', 'a disk', 10_240, 4096],
  ['/dev/sda1', 'a partition, which has the block size of its disk', 5120, 4096],
  ['/dev/dm-300', 'a device-mapper device with a large minor number', 4096, 512],
  ['/dev/disk/by-id/relative', 'a relative link to a disk', 10_240, 4096],
  ['/dev/disk/by-id/absolute', 'an absolute link to a disk, below the root', 10_240, 4096],
])('%s: %s', async (device, _title, sizeBytes, blockSizeBytes) => {
  expect(await readDevice(device, machine())).toEqual({
    kind: 'facts',
    facts: { sizeBytes, blockSizeBytes },
  });
});

test.each([
  ['/dev/nothing', 'it does not exist'],
  ['/dev/loop', 'too many symbolic links'],
  ['/dev/loop3', 'its size is 0'],
  ['/dev/gone', expect.stringMatching(/sys does not know the block device 9:9$/) as string],
])('%s cannot be read: %s', async (device, reason) => {
  expect(await readDevice(device, machine())).toEqual({ kind: 'unreadable', reason });
});

test('a regular file is as large as it is', async () => {
  const root = temporaryFolder();
  writeFileSync(path.join(root, 'disk'), '');
  truncateSync(path.join(root, 'disk'), 1 << 30);
  expect(await readDevice('/disk', { root })).toEqual({
    kind: 'facts',
    facts: { sizeBytes: 1 << 30, blockSizeBytes: expect.any(Number) as number },
  });
});

test.each([
  ['/dev/null', 'it is a character device, must be a block device'],
  ['/dev', 'it is a directory, must be a block device'],
])('%s of this machine: %s', async (device, reason) => {
  expect(await readDevice(device)).toEqual({ kind: 'unreadable', reason });
});

test.runIf(canLoop())(
  'a loop device of this machine, through a link, without opening it',
  async () => {
    const folder = temporaryFolder();
    const image = path.join(folder, 'image');
    writeFileSync(image, '');
    truncateSync(image, 3 << 20);
    const device = execFileSync('losetup', ['--find', '--show', image]).toString().trim();
    onTestFinished(() => void execFileSync('losetup', ['--detach', device]));
    symlinkSync(device, path.join(folder, 'by-id'));
    expect(await readDevice(path.join(folder, 'by-id'))).toMatchObject({
      kind: 'facts',
      facts: { sizeBytes: 3 << 20 },
    });
  },
);

function canLoop(): boolean {
  try {
    execFileSync('losetup', ['--find'], { stdio: 'ignore' });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}
