import { describe, expect, test } from 'vitest';
import { checkDevices, mkfsRules, prepareRules } from './check-devices.js';
import { deviceWarnings } from './device-warnings.js';
import type { DeviceState, DeviceUse } from './device-state.js';

function device(changes: Partial<DeviceState> = {}): DeviceState {
  return {
    path: '/dev/sdb',
    opened: '/dev/sdb',
    kind: 'block',
    realPath: '/dev/sdb',
    number: '8:16',
    identity: { sizeBytes: 2 ** 30 },
    uses: [],
    busy: false,
    signatures: [],
    ...changes,
  };
}

const codes = (
  devices: readonly DeviceState[],
  options: Partial<Parameters<typeof checkDevices>[1]> = {},
): string[] =>
  checkDevices(devices, { rules: mkfsRules, allowFiles: false, ...options }).map(
    (problem) => `${problem.code}: ${problem.message}`,
  );
const using = (...uses: readonly DeviceUse[]): DeviceState => device({ uses, busy: true });

test('a free drive may be formatted', () => {
  expect(codes([device()])).toEqual([]);
});

test.each<[string, DeviceState, string]>([
  [
    'that is missing',
    device({ kind: 'missing', realPath: undefined, number: undefined }),
    'DEVICE_MISSING: /dev/sdb does not exist',
  ],
  [
    'that is missing below --root',
    device({ kind: 'missing', realPath: undefined, number: undefined, opened: '/r/dev/sdb' }),
    'DEVICE_MISSING: /dev/sdb does not exist (/r/dev/sdb)',
  ],
  [
    'that is a folder',
    device({ kind: 'other' }),
    'DEVICE_NOT_BLOCK: /dev/sdb is neither a block device nor a file',
  ],
  [
    'that is a file',
    device({ kind: 'file', number: undefined }),
    'DEVICE_NOT_BLOCK: /dev/sdb is a file, not a block device',
  ],
  [
    'that is mounted',
    using({ kind: 'mount', device: 'sdb1', at: '/mnt/data' }),
    'DEVICE_MOUNTED: /dev/sdb is mounted: /mnt/data (sdb1)',
  ],
  [
    'with the running system',
    using(
      { kind: 'mount', device: 'sdb2', at: '/' },
      { kind: 'mount', device: 'sdb1', at: '/boot/efi' },
    ),
    'DEVICE_HOLDS_SYSTEM: /dev/sdb contains the running system: / (sdb2), /boot/efi (sdb1)',
  ],
  [
    'with swap',
    using({ kind: 'swap', device: 'sdb3' }),
    'DEVICE_SWAP: /dev/sdb is active swap (sdb3)',
  ],
  [
    'in LVM',
    using({ kind: 'holder', device: 'sdb', by: 'dm-0', type: 'lvm' }),
    'DEVICE_MEMBER: /dev/sdb is part of LVM: dm-0 on sdb',
  ],
  [
    'in md',
    using({ kind: 'holder', device: 'sdb1', by: 'md0', type: 'md' }),
    'DEVICE_MEMBER: /dev/sdb is part of an md array: md0 on sdb1',
  ],
  [
    'of LVM (not assembled)',
    device({ signatures: ['LVM2_member'] }),
    'DEVICE_MEMBER: /dev/sdb is part of LVM (not assembled)',
  ],
  [
    'of md (not assembled)',
    device({ signatures: ['linux_raid_member'] }),
    'DEVICE_MEMBER: /dev/sdb is part of an md array (not assembled)',
  ],
  [
    'that somebody claimed',
    device({ busy: true }),
    'DEVICE_BUSY: /dev/sdb is in use: exclusive access is denied',
  ],
  [
    'with a file system',
    device({ signatures: ['gpt', 'xfs'] }),
    'DEVICE_SIGNATURE: /dev/sdb has a foreign signature: gpt, xfs',
  ],
  ['that is read-only', device({ isReadOnly: true }), 'DEVICE_READ_ONLY: /dev/sdb is read-only'],
  [
    'of size 0',
    device({ identity: { sizeBytes: 0 } }),
    'DEVICE_TOO_SMALL: /dev/sdb has size 0; Motr needs at least 4.0 MiB',
  ],
  [
    'of less than 4 MiB',
    device({ identity: { sizeBytes: 4 * 2 ** 20 - 512 } }),
    'DEVICE_TOO_SMALL: /dev/sdb is too small: 4.0 MiB; Motr needs at least 4.0 MiB',
  ],
  [
    'that cannot be opened',
    device({ unreadable: 'open failed with EIO', identity: { sizeBytes: 0 } }),
    'DEVICE_UNREADABLE: /dev/sdb cannot be read: open failed with EIO',
  ],
  [
    'whose path cannot be followed',
    device({ kind: 'other', unreadable: 'stat failed with EACCES' }),
    'DEVICE_UNREADABLE: /dev/sdb cannot be read: stat failed with EACCES',
  ],
])('a device %s must not be formatted', (_, state, problem) => {
  expect(codes([state])).toEqual([problem]);
});

test('a file may be formatted where files are allowed', () => {
  expect(codes([device({ kind: 'file', number: undefined })], { allowFiles: true })).toEqual([]);
});

test('a file behind a loop device may not', () => {
  expect(
    codes(
      [
        device({
          kind: 'file',
          uses: [{ kind: 'holder', device: '/f', by: 'loop0', type: 'loop' }],
        }),
      ],
      { allowFiles: true },
    ),
  ).toEqual(['DEVICE_MEMBER: /dev/sdb is used by a loop device: loop0 on /f']);
});

test('two names of one drive are both reported', () => {
  const link = device({ path: '/dev/disk/by-id/x' });
  expect(codes([device(), link])).toEqual([
    'DEVICE_NAMED_TWICE: /dev/sdb is the same device as /dev/disk/by-id/x (/dev/sdb)',
    'DEVICE_NAMED_TWICE: /dev/disk/by-id/x is the same device as /dev/sdb (/dev/sdb)',
  ]);
});

const named = (path: string, changes: Partial<DeviceState> = {}): DeviceState =>
  device({ path, opened: path, realPath: path, number: path, ...changes });
const lun = (path: string, startByte = 0, endByte?: number): DeviceState =>
  named(path, { region: { drive: 'naa.6001', startByte, endByte } });

test.each<[string, readonly DeviceState[], readonly string[]]>([
  [
    'two paths to one LUN',
    [lun('/dev/sdb'), lun('/dev/sdc')],
    [
      'is the same drive as /dev/sdc: both are naa.6001',
      'is the same drive as /dev/sdb: both are naa.6001',
    ],
  ],
  [
    'a LUN and, by another path, a partition of it',
    [lun('/dev/sdb'), lun('/dev/sdc1', 4096, 8192)],
    [
      'is the same drive as /dev/sdc1: both are naa.6001',
      'is the same drive as /dev/sdb: both are naa.6001',
    ],
  ],
  [
    'the same partition by two paths',
    [lun('/dev/sdb1', 4096, 8192), lun('/dev/sdc1', 4096, 8192)],
    [
      'is the same drive as /dev/sdc1: both are naa.6001',
      'is the same drive as /dev/sdb1: both are naa.6001',
    ],
  ],
  ['two partitions of one drive', [lun('/dev/sdb1', 4096, 8192), lun('/dev/sdb2', 8192)], []],
  [
    'a disk and its partition',
    [named('/dev/sdb'), named('/dev/sdb1', { below: ['/dev/sdb'] })],
    ['contains /dev/sdb1', 'is on /dev/sdb'],
  ],
  [
    'a volume and the member of its array',
    [named('/dev/dm-0', { below: ['/dev/md0', '/dev/sdc'] }), named('/dev/sdc')],
    ['is on /dev/sdc', 'contains /dev/dm-0'],
  ],
  [
    'two volumes of one group',
    [named('/dev/dm-0', { below: ['/dev/sdc'] }), named('/dev/dm-1', { below: ['/dev/sdc'] })],
    [],
  ],
])('%s', (_, devices, problems) => {
  expect(codes(devices)).toEqual(
    problems.map((problem, at) => `DEVICE_NAMED_TWICE: ${devices[at]?.path ?? ''} ${problem}`),
  );
});

test('data that no signature explains, removable media and devices of the next start of the system are pointed out', () => {
  const devices = [device({ holdsUnknownData: true, isRemovable: true, namedIn: ['/etc/fstab'] })];
  expect(deviceWarnings(devices).map((line) => line.split(';')[0])).toEqual([
    '/dev/sdb contains data of an unknown kind',
    '/dev/sdb is removable',
    '/dev/sdb is not in use, but listed in /etc/fstab',
  ]);
  expect(
    deviceWarnings([
      device(),
      device({ namedIn: ['/etc/fstab'], uses: [{ kind: 'mount', device: 'sdb', at: '/data' }] }),
    ]),
  ).toEqual([]);
});

describe('a device that config saw', () => {
  const seen = { id: 'naa.1', serial: 'A', sizeBytes: 2 ** 30 };
  test.each<[string, DeviceState['identity'], boolean]>([
    ['with the same id', { id: 'naa.1', serial: 'B' }, true],
    ['with another id', { id: 'naa.2', serial: 'A', sizeBytes: 2 ** 30 }, false],
    ['without an id, with the same serial', { serial: 'A', sizeBytes: 2 ** 31 }, true],
    ['without an id, with another serial', { serial: 'B', sizeBytes: 2 ** 30 }, false],
    ['with nothing but the same size', { sizeBytes: 2 ** 30 }, true],
    ['with nothing but another size', { sizeBytes: 2 ** 31 }, false],
    ['that tells nothing', {}, true],
  ])('%s', (_, identity, isSame) => {
    expect(
      codes([device({ identity })], { expected: new Map([['/dev/sdb', seen]]) }).length === 0,
    ).toBe(isSame);
  });
});

test('all problems of all devices are told at once, with a hint each', () => {
  const problems = checkDevices(
    [
      using({ kind: 'swap', device: 'sdb' }),
      device({ path: '/dev/sdc', realPath: '/dev/sdc', number: '8:32', kind: 'missing' }),
    ],
    { rules: mkfsRules, allowFiles: false },
  );
  expect(problems.map((problem) => problem.code)).toEqual(['DEVICE_SWAP', 'DEVICE_MISSING']);
  expect(problems.every((problem) => problem.hint !== undefined)).toBe(true);
});

test('prepare does not ask for signatures', () => {
  expect(codes([device({ signatures: ['xfs'] })], { rules: prepareRules })).toEqual([]);
});
