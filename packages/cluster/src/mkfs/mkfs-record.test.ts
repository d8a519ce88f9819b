import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  forgetMkfs,
  mkfsEndedFile,
  mkfsFile,
  mkfsForgottenFile,
  parseMkfsRecord,
  readMkfsRecord,
  removeMkfsRecord,
  writeMkfsDone,
  writeMkfsRecord,
  writeMkfsStarted,
} from './mkfs-record.js';

let stateDir = '';
beforeEach(async () => {
  stateDir = path.join(await mkdtemp(path.join(tmpdir(), 'hare-mkfs-')), 'setup');
  return () => rm(path.dirname(stateDir), { recursive: true });
});

const about = { clusterId: 'c1', cdfDigest: 'sha256:ab' };
const now = new Date('2026-05-01T12:00:00Z');

test('without a file, mkfs was never begun', async () => {
  expect(await readMkfsRecord({ stateDir })).toBeUndefined();
});

test('started, done, forgotten', async () => {
  await writeMkfsStarted({ stateDir }, about, now);
  expect(await readMkfsRecord({ stateDir })).toEqual({
    version: 1,
    ...about,
    state: 'started',
    time: '2026-05-01T12:00:00.000Z',
    host: hostname(),
  });
  await writeMkfsDone({ stateDir }, about, now);
  expect(await readMkfsRecord({ stateDir })).toMatchObject({ state: 'done' });
  await forgetMkfs({ stateDir });
  expect(await readMkfsRecord({ stateDir })).toBeUndefined();
  expect(existsSync(mkfsForgottenFile({ stateDir }))).toBe(true);
});

test('that it was forgotten counts until the next mkfs has ended, and is not what a record leaves that is taken back', async () => {
  await forgetMkfs({ stateDir });
  await writeMkfsStarted({ stateDir }, about, now);
  expect(existsSync(mkfsForgottenFile({ stateDir }))).toBe(true);
  await writeMkfsDone({ stateDir }, about, now);
  expect(existsSync(mkfsForgottenFile({ stateDir }))).toBe(false);
  await removeMkfsRecord({ stateDir });
  expect(existsSync(mkfsForgottenFile({ stateDir }))).toBe(false);
});

test('what says that mkfs has ended makes a begun one a formatted one, until the next record', async () => {
  await writeMkfsStarted({ stateDir }, about, now);
  await writeFile(mkfsEndedFile({ stateDir }), '');
  expect(await readMkfsRecord({ stateDir })).toMatchObject({ state: 'formatted' });
  await writeMkfsStarted({ stateDir }, about, now);
  expect(await readMkfsRecord({ stateDir })).toMatchObject({ state: 'started' });
  await writeFile(mkfsEndedFile({ stateDir }), '');
  await forgetMkfs({ stateDir });
  await writeMkfsStarted({ stateDir }, about, now);
  expect(await readMkfsRecord({ stateDir })).toMatchObject({ state: 'started' });
});

test("another node's record is taken over as it is", async () => {
  await writeMkfsStarted({ stateDir }, about, now);
  const text = (await readFile(mkfsFile({ stateDir }), 'utf8')).replace(
    /"host": ".*"/,
    '"host": "other"',
  );
  await writeMkfsRecord({ stateDir }, parseMkfsRecord(text));
  expect(await readMkfsRecord({ stateDir })).toMatchObject({ host: 'other', state: 'started' });
});

describe('a damaged record is an error, never "not formatted":', () => {
  test.each<readonly [string, string, string, unknown]>([
    ['an empty file', '', 'STATE_FILE_BROKEN', 'a state file is damaged: it is empty'],
    [
      'half a file',
      '{"version": 1, "clus',
      'STATE_FILE_BROKEN',
      'a state file is damaged: it is not JSON',
    ],
    ['null', 'null', 'STATE_FILE_BROKEN', expect.stringContaining('a state file is damaged')],
    ['a list', '[]', 'STATE_FILE_BROKEN', expect.stringContaining('a state file is damaged')],
    [
      'another state',
      '{"version": 1, "clusterId": "c", "cdfDigest": "d", "state": "perhaps", "time": "t", "host": "h"}',
      'STATE_FILE_BROKEN',
      expect.stringContaining('state is '),
    ],
    [
      'no cluster',
      '{"version": 1, "clusterId": "", "cdfDigest": "d", "state": "done", "time": "t", "host": "h"}',
      'STATE_FILE_BROKEN',
      expect.stringContaining('clusterId is empty'),
    ],
    [
      'a newer version',
      '{"version": 2}',
      'STATE_FILE_NEWER',
      'a state file has version 2, but this release supports version 1',
    ],
  ])('%s', async (_name, text, code, message) => {
    await writeMkfsStarted({ stateDir }, about, now);
    await writeFile(mkfsFile({ stateDir }), text);
    await expect(readMkfsRecord({ stateDir })).rejects.toMatchObject({
      code,
      message,
      where: { file: mkfsFile({ stateDir }) },
    });
  });

  test('a folder in its place', async () => {
    await expect(
      readMkfsRecord({ stateDir: path.dirname(stateDir) + '/setup' }),
    ).resolves.toBeUndefined();
    const { mkdir } = await import('node:fs/promises');
    await mkdir(mkfsFile({ stateDir }), { recursive: true });
    await expect(readMkfsRecord({ stateDir })).rejects.toMatchObject({
      code: 'STATE_FILE_UNREADABLE',
    });
  });
});
