import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { acquireFileLock } from './file-lock.js';
import { removeDeadLock } from './remove-dead-lock.js';

let folder: string;
let lockFile: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'confstore-dead-lock-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  lockFile = path.join(folder, '.a.json.lock');
  await writeFile(path.join(folder, 'a.json'), '{}');
});

test('the lock file of a killed writer goes', async () => {
  await writeFile(
    lockFile,
    JSON.stringify({ owner: 'update', pid: 2 ** 22 + 1, host: 'here', started: '1', since: '' }),
  );
  await removeDeadLock(`json://${folder}/a.json`);
  expect(existsSync(lockFile)).toBe(false);
});

test('a lock that is held stays, whatever its file says', async () => {
  const lock = await acquireFileLock(lockFile, { owner: 'x', waitMs: 0 });
  await writeFile(lockFile, '');
  await removeDeadLock(`json://${folder}/a.json`);
  expect(existsSync(lockFile)).toBe(true);
  await lock.release();
});

test.each(['consul://127.0.0.1:1/x', 'dict:{}', 'etcd://x/', 'json:///none/a.json'])(
  'nothing is done for %s',
  async (url) => {
    await removeDeadLock(url);
    expect(await readdir(folder)).toEqual(['a.json']);
  },
);
