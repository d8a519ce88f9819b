import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRunCommand } from '@hare/command';
import { attachLoop, detachLoop, hasLoops } from '@hare/sandbox';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { blockTree } from './block-tree.js';
import { checkDevices, mkfsRules, prepareRules } from './check-devices.js';
import type { DeviceState } from './device-state.js';
import { withDevicesHeld } from './hold-devices.js';
import { lookAtDevices } from './look-at-devices.js';
import { readSeenDevices, writeSeenDevices } from './seen-devices.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hare-devices-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

const look = (paths: readonly string[], root = ''): Promise<readonly DeviceState[]> =>
  lookAtDevices(paths, { run: createRunCommand(), root, path: process.env['PATH'] });

async function writeAt(file: string, offset: number, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(bytes, 0, bytes.length, offset);
  await handle.close();
}

async function disk(name: string, mebibytes = 8): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, '');
  await truncate(file, mebibytes * 1024 ** 2);
  return file;
}

describe('files', () => {
  test('an empty file is a device of its size', async () => {
    const file = await disk('a');
    expect(await look([file])).toEqual([
      {
        path: file,
        opened: file,
        kind: 'file',
        realPath: file,
        identity: { sizeBytes: 8 * 1024 ** 2 },
        uses: [],
        busy: false,
        signatures: [],
      },
    ]);
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
    expect(await look([path.join(folder, 'link'), folder])).toMatchObject([
      { kind: 'file', realPath: file },
      { kind: 'other' },
    ]);
  });

  test('what is on a file is found', async () => {
    const file = await disk('a');
    execFileSync('/usr/sbin/mkfs.ext4', ['-q', '-F', file]);
    const [found] = await look([file]);
    expect(found?.signatures).toEqual(['ext4']);
    expect(found).not.toHaveProperty('holdsUnknownData');
  });

  test.each([
    ['at its start', 0],
    ['at its very end', 8 * 1024 ** 2 - 1],
  ])('data without a signature %s are noticed', async (_, offset) => {
    const file = await disk('a');
    await writeAt(file, offset, Buffer.from([1]));
    expect(await look([file])).toMatchObject([{ signatures: [], holdsUnknownData: true }]);
    const [motr] = await lookAtDevices([file], {
      run: createRunCommand(),
      root: '',
      path: process.env['PATH'],
      isFormatted: true,
    });
    expect(motr).not.toHaveProperty('holdsUnknownData');
  });

  test('one too small for anything is no error of wipefs', async () => {
    const files = [await disk('a', 0), await disk('b', 1)];
    expect(
      checkDevices(await look(files), { rules: mkfsRules, allowFiles: true }).map(
        (problem) => problem.code,
      ),
    ).toEqual(['DEVICE_TOO_SMALL', 'DEVICE_TOO_SMALL']);
  });

  test('what fstab and crypttab name below --root is known', async () => {
    for (const name of ['dev/disk/by-uuid', 'etc'])
      await mkdir(path.join(folder, name), { recursive: true });
    for (const name of ['dev/sdb', 'dev/sdc', 'dev/sdd']) await disk(name);
    await symlink('../../sdc', path.join(folder, 'dev/disk/by-uuid/12-ab'));
    await writeFile(
      path.join(folder, 'etc/fstab'),
      '# /dev/sdd /x\n/dev/sdb /data xfs defaults 0 0\ntmpfs /tmp tmpfs\n',
    );
    await writeFile(path.join(folder, 'etc/crypttab'), 'secret UUID=12-ab none luks\n');
    const found = await look(['/dev/sdb', '/dev/sdc', '/dev/sdd'], folder);
    expect(found.map(({ namedIn }) => namedIn)).toEqual([
      ['/etc/fstab'],
      ['/etc/crypttab'],
      undefined,
    ]);
  });
});

test('a device that the kernel does not know any more cannot be read, which is a finding', async () => {
  const device = path.join(folder, 'gone');
  // Major 240 to 254 are for local use: nothing is there.
  if (spawnSync('mknod', [device, 'b', '240', '7']).status !== 0)
    return console.warn('SKIPPED: a device that cannot be opened: mknod is not allowed here');
  const file = await disk('a');
  const found = checkDevices(await look([device, file]), { rules: mkfsRules, allowFiles: true });
  expect(found.map(({ code, message }) => [code, message])).toEqual([
    ['DEVICE_UNREADABLE', `${device} cannot be read: open failed with ENXIO`],
  ]);
});

test('a path that leads in a circle cannot be read, which is a finding', async () => {
  await symlink('loop', path.join(folder, 'loop'));
  expect(await look([path.join(folder, 'loop')])).toMatchObject([
    { kind: 'other', unreadable: 'stat failed with ELOOP' },
  ]);
});

test('what uses the devices is never taken for nothing because it could not be asked', async () => {
  const kernel = { sys: path.join(folder, 'sys'), proc: path.join(folder, 'proc') };
  const options = { run: createRunCommand(), root: '', path: process.env['PATH'], kernel };
  await expect(lookAtDevices([], options)).rejects.toMatchObject({
    code: 'DEVICE_UNREADABLE',
    message: expect.stringContaining('ENOENT') as string,
  });
});

function attach(file: string, ...options: readonly string[]): string {
  const device = attachLoop(file, ...options);
  onTestFinished(() => detachLoop(device));
  return device;
}

const loops = hasLoops();
if (!loops)
  console.warn('SKIPPED: device safety on real loop devices: this machine cannot attach any');

describe.skipIf(!loops)('real loop devices', () => {
  const problems = async (...paths: readonly string[]): Promise<string[]> =>
    checkDevices(await look(paths), { rules: mkfsRules, allowFiles: false }).map(
      (problem) => problem.code,
    );

  test('a free one is safe, with number and size', async () => {
    const device = attach(await disk('a'));
    expect(await look([device])).toMatchObject([
      {
        kind: 'block',
        number: expect.stringMatching(/^7:\d+$/) as string,
        identity: { sizeBytes: 8 * 1024 ** 2 },
        busy: false,
        uses: [],
      },
    ]);
    expect(await problems(device)).toEqual([]);
  });

  test('the file behind one is in use', async () => {
    const file = await disk('a');
    attach(file);
    expect(
      checkDevices(await look([file]), { rules: mkfsRules, allowFiles: true }).map(
        (problem) => problem.code,
      ),
    ).toEqual(['DEVICE_MEMBER']);
  });

  test('a mounted one is refused with its mount point', async () => {
    const device = attach(await disk('a'));
    execFileSync('/usr/sbin/mkfs.ext4', ['-q', device]);
    const mountPoint = path.join(folder, 'mount point');
    await mkdir(mountPoint);
    execFileSync('mount', [device, mountPoint]);
    try {
      expect(await look([device])).toMatchObject([
        { busy: true, uses: [{ kind: 'mount', at: mountPoint }] },
      ]);
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
    if (spawnSync('/usr/sbin/swapon', [device]).status !== 0)
      return console.warn('SKIPPED: swap on a loop device: swapon is not allowed here');
    try {
      expect(await problems(device)).toEqual(['DEVICE_SWAP', 'DEVICE_SIGNATURE']);
    } finally {
      execFileSync('/usr/sbin/swapoff', [device]);
    }
  });

  test('one that is write-protected is refused', async () => {
    const device = attach(await disk('a'), '--read-only');
    expect(await problems(device)).toEqual(['DEVICE_READ_ONLY']);
  });

  test('two over the same bytes of one file are the same drive, over different bytes they are not', async () => {
    const file = await disk('a', 16);
    const half = String(8 * 1024 ** 2);
    const [whole, lower, upper] = [
      attach(file),
      attach(file, '--sizelimit', half),
      attach(file, '--offset', half),
    ];
    expect(await problems(whole, upper)).toEqual(['DEVICE_NAMED_TWICE', 'DEVICE_NAMED_TWICE']);
    expect(await problems(lower, upper)).toEqual([]);
  });

  test('a disk and its partition are refused together', async () => {
    const image = await disk('a', 16);
    // One entry of a DOS partition table: type Linux, from sector 2048, 16,384 sectors.
    await writeAt(image, 446, Buffer.from([0, 0, 0, 0, 0x83, 0, 0, 0, 0, 8, 0, 0, 0, 0x40, 0, 0]));
    await writeAt(image, 510, Buffer.from([0x55, 0xaa]));
    const whole = attach(image, '--partscan');
    const number = (
      await readFile(`/sys/class/block/${path.basename(whole)}p1/dev`, 'utf8').catch(() => '')
    ).trim();
    if (number === '')
      return console.warn('SKIPPED: a partition of a loop device: this kernel does not make any');
    const node = path.join(folder, 'partition');
    execFileSync('mknod', [node, 'b', ...number.split(':')]);
    expect(
      checkDevices(await look([whole, node]), { rules: prepareRules, allowFiles: false }).map(
        ({ message }) => message,
      ),
    ).toEqual([`${whole} holds ${node}`, `${node} is on ${whole}`]);
  });

  test("held ones are nobody else's until they are released, also after a failure", async () => {
    const device = attach(await disk('a'));
    const [state] = await look([device]);
    if (state === undefined) throw new Error('nothing was looked at');
    const mkswap = (): number | null =>
      spawnSync('/usr/sbin/mkswap', [device], { stdio: 'ignore' }).status;
    const work = withDevicesHeld([state, state], async (held) => {
      expect(mkswap()).not.toBe(0);
      expect(await problems(device)).toEqual(['DEVICE_BUSY']);
      expect(
        await lookAtDevices([device], {
          run: createRunCommand(),
          root: '',
          path: process.env['PATH'],
          held,
        }),
      ).toMatchObject([{ busy: false, signatures: [] }]);
      await expect(withDevicesHeld([state], () => Promise.resolve())).rejects.toMatchObject({
        code: 'DEVICE_BUSY',
      });
      await writeAt(device, 0, Buffer.from('motr'));
      throw new Error('mkfs failed');
    });
    await expect(work).rejects.toThrow('mkfs failed');
    expect(mkswap()).toBe(0);
    expect(await problems(device)).toEqual(['DEVICE_SIGNATURE']);
  });

  test('one that has been exchanged since the last look is not held', async () => {
    const link = path.join(folder, 'link');
    await symlink(attach(await disk('a')), link);
    const found = await look([link]);
    await rm(link);
    await symlink(attach(await disk('b')), link);
    await expect(withDevicesHeld(found, () => Promise.resolve())).rejects.toMatchObject({
      code: 'DEVICE_CHANGED',
    });
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
    if (made.status !== 0)
      return console.warn(
        'SKIPPED: device-mapper over a loop device: dmsetup is missing or not allowed here',
      );
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
    for (const [from, to] of [
      [`${sdb}/holders/md0`, 'devices/virtual/block/md0'],
      ['devices/virtual/block/md0/holders/dm-0', 'devices/virtual/block/dm-0'],
      [`dev/block/8:16`, sdb],
    ] as const) {
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
    expect(await readSeenDevices({ stateDir: folder })).toEqual(
      new Map([[path.join(folder, 'a'), { sizeBytes: 8 * 1024 ** 2 }]]),
    );
    const { stat } = await import('node:fs/promises');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ kv: { a: 1 } });
    const { ino } = await stat(file);
    await writeSeenDevices({ stateDir: folder }, devices);
    expect((await stat(file)).ino).toBe(ino);
  });

  test('is empty when config never ran, and a damaged file is an error', async () => {
    expect(await readSeenDevices({ stateDir: folder })).toEqual(new Map());
    await writeFile(path.join(folder, 'facts.json'), '{');
    await expect(readSeenDevices({ stateDir: folder })).rejects.toMatchObject({
      code: 'STATE_FILE_BROKEN',
    });
  });
});
