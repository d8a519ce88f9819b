import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fileLocks } from './file-locks.js';

async function newFile(): Promise<{ readonly file: string; readonly lockFile: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'confstore-lock-'));
  const file = path.join(folder, 'a.json');
  await writeFile(file, '{}');
  return { file, lockFile: path.join(folder, '.a.json.up%2Fgrade.lock') };
}

const domain = 'up/grade';

/** Whether flock(1) of another process finds the lock free. */
function isFree(lockFile: string): boolean {
  return !existsSync(lockFile) || spawnSync('flock', ['-n', '-x', lockFile, 'true']).status === 0;
}

test('a lock is held for its owner against all others, also against flock(1), until it is released', async () => {
  const { file, lockFile } = await newFile();
  const locks = fileLocks(file);
  const lock = await locks.lock(domain, 'o1', {});
  expect(isFree(lockFile)).toBe(false);
  expect(JSON.parse(await readFile(lockFile, 'utf8'))).toMatchObject({
    owner: 'o1',
    pid: process.pid,
    host: hostname(),
  });
  await expect(fileLocks(file).lock(domain, 'o2', {})).rejects.toMatchObject({
    code: 'CONFSTORE_LOCKED',
    message: expect.stringContaining(`locked by o1 (process ${process.pid}`) as string,
  });
  expect(await locks.testLock(domain, 'o1')).toBe(true);
  expect(await locks.testLock(domain, 'o2')).toBe(false);
  expect(await locks.testLock('other', 'o2')).toBe(true);
  expect(await locks.unlock(domain, 'o2', {})).toBe(false);
  await lock.release();
  expect(existsSync(lockFile)).toBe(false);
  expect(await locks.unlock(domain, 'o1', {})).toBe(false);
  expect(await locks.unlock(domain, 'o1', { force: true })).toBe(true);
});

test('the same owner may take a lock again; force frees it for another', async () => {
  const { file } = await newFile();
  const locks = fileLocks(file);
  await locks.lock(domain, 'o1', {});
  await locks.lock(domain, 'o1', {});
  expect(await locks.unlock(domain, 'o2', { force: true })).toBe(true);
  await (await locks.lock(domain, 'o2', {})).release();
});

test('a lock ends with its duration', async () => {
  const { file } = await newFile();
  const locks = fileLocks(file);
  await locks.lock(domain, 'o1', { durationMs: 0 });
  await locks.lock(domain, 'o2', { durationMs: 50 });
  await (await locks.lock(domain, 'o3', { waitMs: 20_000 })).release();
});

test('a detached lock is held by a process of its own, and ends with unlock', async () => {
  const { file, lockFile } = await newFile();
  const locks = fileLocks(file);
  await locks.lock(domain, 'o1', { durationMs: 60_000, detached: true });
  expect(isFree(lockFile)).toBe(false);
  const { pid } = JSON.parse(await readFile(lockFile, 'utf8')) as { readonly pid: number };
  expect(pid).not.toBe(process.pid);
  await expect(locks.lock(domain, 'o2', {})).rejects.toMatchObject({ code: 'CONFSTORE_LOCKED' });
  expect(await locks.unlock(domain, 'o1', {})).toBe(true);
  expect(await locks.testLock(domain, 'o2')).toBe(true);
});
