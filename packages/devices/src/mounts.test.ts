import { expect, test } from 'vitest';
import { parseMountInfo, parseSwaps } from './mounts.js';
import { formatNumber } from './system-uses.js';

test('mountinfo is read with its optional fields and escapes', () => {
  const text =
    '30 1 254:1 / / rw,relatime shared:1 master:2 - ext4 /dev/vda1 rw\n31 30 0:44 /sub /mnt/a\\040b rw - btrfs /dev/sdc rw\n';
  expect(parseMountInfo(text)).toEqual([
    { number: '254:1', at: '/', source: '/dev/vda1' },
    { number: '0:44', at: '/mnt/a b', source: '/dev/sdc' },
  ]);
});

test('swaps are read without their heading', () => {
  expect(
    parseSwaps(
      'Filename\t\t\tType\t\tSize\t\tUsed\t\tPriority\n/dev/dm-1    partition\t8388604\t0\t-2\n/swap\\040file    file\t1\t0\t-3\n',
    ),
  ).toEqual(['/dev/dm-1', '/swap file']);
  expect(parseSwaps('')).toEqual([]);
});

test.each([
  [0x810, '8:16'],
  [0x10305, '259:5'],
  [7 * 256 + 1, '7:1'],
  [(0xfd << 8) | 0x00 | (0x001 << 20), '253:256'],
])('a device number of Linux %i is %s', (rdev, expected) => {
  expect(formatNumber(rdev)).toBe(expected);
});
