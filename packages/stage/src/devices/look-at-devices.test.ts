import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRunCommand } from '@hare/hctl';
import { attachLoop, detachLoop, hasLoops } from '@hare/sandbox';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { blockTree } from './block-tree.js';
import { checkDevices, mkfsRules } from './check-devices.js';
import type { DeviceState } from './device-state.js';
import { lookAtDevices } from './look-at-devices.js';
import { readSeenDevices, writeSeenDevices } from './seen-devices.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hare-devices-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

const look = (paths: readonly string[], root = ''): Promise<readonly DeviceState[]> => lookAtDevices(paths, { run: createRunCommand(), root, path: process.env['PATH'] });

async function disk(name: string, mebibytes = 8): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, '');
  await truncate(file, mebibytes * 1024 ** 2);
  return file;
}

describe('files', () => {
  test('an empty file is a device of its size', async () => {
    const file = await disk('a');
    expect(await look([file])).toEqual([{ path: file, opened: file, kind: 'file', realPath: file, identity: { sizeBytes: 8 * 1024 ** 2 }, uses: [], busy: false, signatures: [] }]);
  });

  test('paths are opened below --root and named as in the CDF', async () => {
    await mkdir(path.join(folder, 'dev'));
    await disk('dev/sdb');
    expect(await look(['/dev/sdb', '/dev/sdc'], folder)).toMatchObject([
      { path: '/dev/sdb', opened: path.join(folder, 'dev/sdb'), kind: 'file' },
      { path: '/dev/sdc', kind: 'missing' },
    ]);
  });

  test('links are followed, folders are no devices', async () => {
    const file = await disk('a');
    await symlink(file, path.join(folder, 'link'));
    expect(await look([path.join(folder, 'link'), folder])).toMatchObject([{ kind: 'file', realPath: file }, { kind: 'other' }]);
  });

  test('what is on a file is found', async () => {
    const file = await disk('a');
    execFileSync('/usr/sbin/mkfs.ext4', ['-q', '-F', file]);
    const [found] = await look([file]);
    expect(found?.signatures).toEqual(['ext4']);
  });
});

function attach(file: string): string {
  const device = attachLoop(file);
  onTestFinished(() => detachLoop(device));
  return device;
}

const loops = hasLoops();
if (!loops) console.warn('SKIPPED: device safety on real loop devices: this machine cannot attach any');

describe.skipIf(!loops)('real loop devices', () => {
  const problems = async (...paths: readonly string[]): Promise<string[]> => checkDevices(await look(paths), { rules: mkfsRules, allowFiles: false }).map((problem) => problem.code);

  test('a free one is safe, with number and size', async () => {
    const device = attach(await disk('a'));
    expect(await look([device])).toMatchObject([{ kind: 'block', number: expect.stringMatching(/^7:\d+$/) as string, identity: { sizeBytes: 8 * 1024 ** 2 }, busy: false, uses: [] }]);
    expect(await problems(device)).toEqual([]);
  });

  test('the file behind one is in use', async () => {
    const file = await disk('a');
    attach(file);
    expect(checkDevices(await look([file]), { rules: mkfsRules, allowFiles: true }).map((problem) => problem.code)).toEqual(['DEVICE_MEMBER']);
  });

  test('a mounted one is refused with its mount point', async () => {
    const device = attach(await disk('a'));
    execFileSync('/usr/sbin/mkfs.ext4', ['-q', device]);
    const mountPoint = path.join(folder, 'mount point');
    await mkdir(mountPoint);
    execFileSync('mount', [device, mountPoint]);
    try {
      expect(await look([device])).toMatchObject([{ busy: true, uses: [{ kind: 'mount', at: mountPoint }] }]);
      expect(await problems(device)).toEqual(['DEVICE_MOUNTED', 'DEVICE_SIGNATURE']);
    } finally {
      execFileSync('umount', [mountPoint]);
    }
    expect(await problems(device)).toEqual(['DEVICE_SIGNATURE']);
  });

  test('swap in use is refused', async () => {
    const file = await disk('a', 16);
    await writeFile(file, Buffer.alloc(16 * 1024 ** 2));
    const device = attach(file);
    execFileSync('/usr/sbin/mkswap', [device], { stdio: 'ignore' });
    if (spawnSync('/usr/sbin/swapon', [device]).status !== 0) return console.warn('SKIPPED: swap on a loop device: swapon is not allowed here');
    try {
      expect(await problems(device)).toEqual(['DEVICE_SWAP', 'DEVICE_SIGNATURE']);
    } finally {
      execFileSync('/usr/sbin/swapoff', [device]);
    }
  });

  test('two names of one are found out', async () => {
    const device = attach(await disk('a'));
    const link = path.join(folder, 'link');
    await symlink(device, link);
    expect(await problems(device, link)).toEqual(['DEVICE_NAMED_TWICE', 'DEVICE_NAMED_TWICE']);
  });

  test('one claimed by device-mapper is held or busy', async () => {
    const device = attach(await disk('a'));
    const name = `hare-test-${process.pid}`;
    const made = spawnSync('dmsetup', ['create', name, '--table', `0 8192 linear ${device} 0`]);
    if (made.status !== 0) return console.warn('SKIPPED: device-mapper over a loop device: dmsetup is missing or not allowed here');
    try {
      expect(await problems(device)).toEqual(['DEVICE_MEMBER']);
    } finally {
      execFileSync('dmsetup', ['remove', name]);
    }
  });
});

describe('the tree of sysfs', () => {
  async function fakeDisk(): Promise<string> {
    const write = async (file: string, text: string): Promise<void> => {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    };
    const sdb = 'devices/pci/block/sdb';
    await write(`${sdb}/dev`, '8:16\n');
    await write(`${sdb}/sdb1/partition`, '1\n');
    await write(`${sdb}/sdb1/dev`, '8:17\n');
    await write(`${sdb}/queue/rotational`, '1\n');
    await write('devices/virtual/block/dm-0/dev', '253:0\n');
    await write('devices/virtual/block/dm-0/dm/uuid', 'LVM-abc\n');
    await write('devices/virtual/block/md0/dev', '9:0\n');
    await write('devices/virtual/block/md0/md/level', 'raid1\n');
    for (const [from, to] of [[`${sdb}/holders/md0`, 'devices/virtual/block/md0'], ['devices/virtual/block/md0/holders/dm-0', 'devices/virtual/block/dm-0'], [`dev/block/8:16`, sdb]] as const) {
      await mkdir(path.dirname(path.join(folder, from)), { recursive: true });
      await symlink(path.join(folder, to), path.join(folder, from));
    }
    return folder;
  }

  test('partitions and whatever holds them are found, at any depth', async () => {
    expect(await blockTree(await fakeDisk(), '8:16')).toEqual([
      { name: 'sdb', number: '8:16' },
      { name: 'sdb1', number: '8:17' },
      { name: 'md0', number: '9:0', holds: { below: 'sdb', type: 'md' } },
      { name: 'dm-0', number: '253:0', holds: { below: 'md0', type: 'lvm' } },
    ]);
  });

  test('a number that sysfs does not know has no tree', async () => {
    expect(await blockTree(folder, '8:16')).toEqual([]);
  });
});

describe('what config saw', () => {
  test('is remembered beside other facts, and written only when it differs', async () => {
    const file = path.join(folder, 'facts.json');
    await writeFile(file, '{"version": 1, "kv": {"a": 1}}');
    const devices = await look([await disk('a')]);
    await writeSeenDevices({ stateDir: folder }, devices);
    expect(await readSeenDevices({ stateDir: folder })).toEqual(new Map([[path.join(folder, 'a'), { sizeBytes: 8 * 1024 ** 2 }]]));
    const { readFile, stat } = await import('node:fs/promises');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ kv: { a: 1 } });
    const { ino } = await stat(file);
    await writeSeenDevices({ stateDir: folder }, devices);
    expect((await stat(file)).ino).toBe(ino);
  });

  test('is empty when config never ran, and a damaged file is an error', async () => {
    expect(await readSeenDevices({ stateDir: folder })).toEqual(new Map());
    await writeFile(path.join(folder, 'facts.json'), '{');
    await expect(readSeenDevices({ stateDir: folder })).rejects.toMatchObject({ code: 'STATE_FILE_BROKEN' });
  });
});
