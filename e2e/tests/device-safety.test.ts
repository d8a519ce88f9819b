import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { attachLoop, detachLoop, hasLoops } from '@hare/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { foreignImages, type ForeignImage } from '../src/devices/foreign-images.js';
import { embeddedKv } from '../src/every-stage/outside-kv.js';
import {
  exactState,
  makeStageMachine,
  type StageMachine,
} from '../src/every-stage/stage-machine.js';

let machine: StageMachine;
let putBack: () => Promise<void>;
beforeAll(async () => {
  machine = makeStageMachine(embeddedKv, 'devices');
  for (const [at, name] of ['sdc', 'sdd', 'sde'].entries())
    truncateSync(machine.at(`dev/${name}`), (16 + at) * 1024 ** 2); // small ones, that can be compared
  await machine.mustSetup('config', '--config', machine.url);
  putBack = await machine.keep();
});
afterAll(() => {
  for (const folder of [machine.folder, `${machine.folder}.kept`])
    rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => putBack());

/**
 * Expects a stage to refuse, by the device's name and for this reason, and to have neither changed
 * nor formatted anything.
 */
async function expectRefused(
  stage: 'init' | 'prepare',
  why: RegExp,
  env?: Readonly<Record<string, string>>,
): Promise<void> {
  const before = await exactState(machine);
  const { exitCode, output } = await machine.setup(
    stage === 'init' ? ['init'] : ['prepare', '--config', machine.url],
    { env },
  );
  expect(output).toMatch(why);
  expect(exitCode, output).toBe(1);
  expect(await exactState(machine)).toEqual(before);
  expect(machine.simulation.data().mkfsCount).toBe(0);
  expect(machine.simulation.callsOf('bootstrap')).toEqual([]);
}

function writeImage({ pieces }: Pick<ForeignImage, 'pieces'>): void {
  const disk = openSync(machine.at('dev/sde'), 'r+');
  for (const [offset, bytes] of pieces) writeSync(disk, bytes, 0, bytes.length, offset);
  closeSync(disk);
}

describe.each(foreignImages)('a disk with $type', ({ type, pieces, memberOf }) => {
  const why =
    memberOf === undefined
      ? new RegExp(`/dev/sde has a foreign signature: ${type} \\[DEVICE_SIGNATURE\\]`)
      : new RegExp(`/dev/sde is part of ${memberOf} \\(not assembled\\) \\[DEVICE_MEMBER\\]`);
  beforeEach(() => writeImage({ pieces }));

  test('is not formatted, and stays as it is', async () => {
    await expectRefused('init', why);
    const disk = openSync(machine.at('dev/sde'), 'r');
    for (const [offset, bytes] of pieces) {
      const now = Buffer.alloc(bytes.length);
      readSync(disk, now, 0, now.length, offset);
      expect(now.equals(bytes)).toBe(true);
    }
    closeSync(disk);
  });

  test(
    memberOf === undefined ? 'may be prepared: only init would format it' : 'is not prepared',
    async () => {
      if (memberOf !== undefined) return expectRefused('prepare', why);
      const { exitCode, output } = await machine.setup(['prepare', '--config', machine.url]);
      expect(exitCode, output).toBe(0);
    },
  );
});

test.each(foreignImages.filter(({ type }) => ['xfs', 'LVM2_member'].includes(type)))(
  'doctor and plan name a disk with $type',
  async (image) => {
    writeImage(image);
    for (const args of [['doctor'], ['plan', '--config', machine.url]])
      expect((await machine.setup(args)).output).toMatch(
        image.memberOf === undefined ? /\/dev\/sde.*signature/ : /\/dev\/sde is part of/,
      );
  },
);

test('disks that have changed names since config saw them are not formatted', async () => {
  renameSync(machine.at('dev/sdd'), machine.at('dev/other'));
  renameSync(machine.at('dev/sde'), machine.at('dev/sdd'));
  renameSync(machine.at('dev/other'), machine.at('dev/sde'));
  await expectRefused(
    'init',
    /\/dev\/sdd differs from the device that config recorded: [^\n]*\[DEVICE_CHANGED\][^]*\/dev\/sde differs from the device that config recorded: [^\n]*\[DEVICE_CHANGED\]/,
  );
});

test('a disk that has two names is not formatted twice', async () => {
  rmSync(machine.at('dev/sde'));
  symlinkSync('sdd', machine.at('dev/sde'));
  for (const stage of ['init', 'prepare'] as const)
    await expectRefused(
      stage,
      /\/dev\/sde is the same device as \/dev\/sdd [^]*DEVICE_NAMED_TWICE/,
    );
});

test.each([0, 2 ** 20])('a disk of %i bytes is no drive for Motr', async (sizeBytes) => {
  truncateSync(machine.at('dev/sde'), sizeBytes);
  for (const stage of ['init', 'prepare'] as const)
    await expectRefused(stage, /\/dev\/sde (has size 0|is too small: )[^\n]*\[DEVICE_TOO_SMALL\]/);
});

test('a disk that cannot be opened is a finding, not a defect', async () => {
  rmSync(machine.at('dev/sde'));
  if (spawnSync('mknod', [machine.at('dev/sde'), 'b', '240', '7']).status !== 0)
    return console.warn('SKIPPED: a disk that cannot be opened: mknod is not allowed here');
  for (const stage of ['init', 'prepare'] as const)
    await expectRefused(
      stage,
      /\/dev\/sde cannot be read: open failed with ENXIO \[DEVICE_UNREADABLE\]/,
    );
});

test('plan, doctor, prepare and init say that a disk holds data which no signature explains', async () => {
  const disk = openSync(machine.at('dev/sde'), 'r+');
  writeSync(disk, Buffer.from('unknown'), 0, 7, 17 * 1024 ** 2);
  closeSync(disk);
  for (const args of [
    ['plan', '--config', machine.url],
    ['doctor'],
    ['prepare', '--config', machine.url],
    ['init', '--dry-run'],
  ])
    expect((await machine.setup(args)).output).toMatch(
      /\/dev\/sde contains data of an unknown kind/,
    );
});

const loops = hasLoops();
if (!loops)
  console.warn(
    'SKIPPED: init and prepare on real block devices: this machine cannot attach loop devices',
  );

describe.skipIf(!loops)('a real block device', () => {
  let device: string;
  beforeEach(() => {
    const image = path.join(machine.folder, 'sde.img');
    renameSync(machine.at('dev/sde'), image);
    device = attachLoop(image);
    onTestFinished(() => {
      detachLoop(device);
      rmSync(image);
    });
    symlinkSync(device, machine.at('dev/sde'));
  });
  const refusedByBoth = async (why: RegExp): Promise<void> => {
    for (const stage of ['init', 'prepare'] as const) await expectRefused(stage, why);
  };

  test('that is mounted is refused, with where', async () => {
    execFileSync('/usr/sbin/mkfs.ext4', ['-q', device]);
    const mountPoint = path.join(machine.folder, 'mount point');
    mkdirSync(mountPoint);
    execFileSync('mount', ['-o', 'ro', device, mountPoint]);
    try {
      await refusedByBoth(/\/dev\/sde [^\n]*is mounted: [^\n]*mount point[^\n]*\[DEVICE_MOUNTED\]/);
    } finally {
      execFileSync('umount', [mountPoint]);
    }
  });

  test('that is swap in use is refused', async () => {
    execFileSync('/usr/sbin/mkswap', [device], { stdio: 'ignore' });
    if (spawnSync('/usr/sbin/swapon', [device]).status !== 0)
      return console.warn('SKIPPED: swap on a block device: swapon is not allowed here');
    try {
      await refusedByBoth(/\/dev\/sde [^\n]*is active swap[^\n]*\[DEVICE_SWAP\]/);
    } finally {
      execFileSync('/usr/sbin/swapoff', [device]);
    }
  });

  test('that is part of a device-mapper device is refused', async () => {
    const name = `hare-test-${process.pid}`;
    if (spawnSync('dmsetup', ['create', name, '--table', `0 8192 linear ${device} 0`]).status !== 0)
      return console.warn(
        'SKIPPED: a device below device-mapper: dmsetup is missing or not allowed here',
      );
    try {
      await refusedByBoth(
        /\/dev\/sde [^\n]*is part of a device-mapper device[^\n]*\[DEVICE_MEMBER\]/,
      );
    } finally {
      execFileSync('dmsetup', ['remove', name]);
    }
  });

  test('that is write-protected is refused', async () => {
    execFileSync('/usr/sbin/blockdev', ['--setro', device]);
    await refusedByBoth(/\/dev\/sde is read-only \[DEVICE_READ_ONLY\]/);
    execFileSync('/usr/sbin/blockdev', ['--setrw', device]);
  });

  test('that is another way to a drive that is named already is refused', async () => {
    const again = attachLoop(path.join(machine.folder, 'sde.img'));
    try {
      rmSync(machine.at('dev/sdd'));
      symlinkSync(again, machine.at('dev/sdd'));
      await refusedByBoth(/\/dev\/sdd is the same drive as \/dev\/sde[^\n]*\[DEVICE_NAMED_TWICE\]/);
    } finally {
      detachLoop(again);
    }
  });

  test("is nobody else's while hctl formats it, and free afterwards", async () => {
    const hctl = path.join(machine.folder, 'hctl-beside-mkswap');
    const said = path.join(machine.folder, 'mkswap.exit');
    const real = machine.env['HARE_HCTL'] ?? '';
    writeFileSync(
      hctl,
      `#!/bin/sh\ncase "$*" in *bootstrap*) /usr/sbin/mkswap ${device} >/dev/null 2>&1; echo $? >${said};; esac\nexec ${real} "$@"\n`,
      { mode: 0o755 },
    );
    const { exitCode, output } = await machine.setup(['init'], { env: { HARE_HCTL: hctl } });
    expect(exitCode, output).toBe(0);
    expect(readFileSync(said, 'utf8').trim()).not.toBe('0');
    expect(machine.simulation.data().mkfsCount).toBe(1);
    expect(spawnSync('/usr/sbin/mkswap', [device], { stdio: 'ignore' }).status).toBe(0);
  });

  test('that is free is formatted, in a cluster of block devices and files where files are allowed', async () => {
    await machine.mustSetup('prepare', '--config', machine.url);
    await machine.mustSetup('init');
    expect(machine.simulation.data().mkfsCount).toBe(1);
  });
});
