import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { acquireFolderLock } from './folder-lock.js';

let lockFile: string;
beforeEach(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hare-folder-lock-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  lockFile = path.join(folder, 'a.lock');
});

test('a folder keeps others out until it is released', async () => {
  const lock = await acquireFolderLock(lockFile, { waitMs: 0 });
  await expect(acquireFolderLock(lockFile, { waitMs: 0 })).rejects.toMatchObject({
    code: 'CONFSTORE_LOCKED',
  });
  const waiting = acquireFolderLock(lockFile, { waitMs: 20_000 });
  await lock.release();
  await (await waiting).release();
  expect(existsSync(`${lockFile}.d`)).toBe(false);
});

test('the folder of a killed process, which nobody renews, is taken over', async () => {
  await mkdir(`${lockFile}.d`);
  const before = new Date(Date.now() - 60_000);
  await utimes(`${lockFile}.d`, before, before);
  await (await acquireFolderLock(lockFile, { waitMs: 0 })).release();
});
