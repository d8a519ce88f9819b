import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { judgeSpace, leastFiles, type Room } from './judge-space.js';
import { measureSpace } from './measure-space.js';

const place = { name: 'logs', path: '/var/log/hare', bytes: 1024 ** 2 };
const room: Room = { freeBytes: 1024 ** 2, freeFiles: leastFiles, writable: true };

test.each([
  ['just enough', room, 'ok', undefined],
  ['a file system that makes inodes as needed', { ...room, freeFiles: undefined }, 'ok', undefined],
  ['a byte too few', { ...room, freeBytes: 1024 ** 2 - 1 }, 'problem', 'SPACE_LOW'],
  ['an inode too few', { ...room, freeFiles: leastFiles - 1 }, 'problem', 'INODES_LOW'],
  ['read only', { ...room, writable: false }, 'problem', 'PLACE_NOT_WRITABLE'],
  ['not to be told', 'EIO: i/o error', 'problem', 'SPACE_UNKNOWN'],
] as const)('room: %s', (_, found, outcome, code) => {
  const judged = judgeSpace(place, found);
  expect([judged.outcome, judged.code]).toEqual([outcome, code]);
  expect(judged.hint === undefined).toBe(outcome === 'ok');
});

test('a folder that is not there yet has the room of the one above it; a file in the way is told', async () => {
  const there = await measureSpace(tmpdir());
  expect(there).toMatchObject({ writable: true, freeBytes: expect.any(Number) as number });
  expect(await measureSpace(path.join(tmpdir(), 'no-such-folder-of-hare/a/b'))).toMatchObject({
    writable: true,
  });
  expect(await measureSpace(path.join(process.execPath, 'a'))).toContain('ENOTDIR');
});
