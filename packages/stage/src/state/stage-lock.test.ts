import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { takeStageLock, type StageLock } from './stage-lock.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hare-lock-'));
  return () => rm(folder, { recursive: true });
});

const never = new AbortController().signal;
const said: string[] = [];
const take = (
  stage: string,
  waitMs = 0,
  signal = never,
  file = path.join(folder, 'run/hare/setup.lock'),
): Promise<StageLock> =>
  takeStageLock({
    file,
    stage,
    waitMs,
    signal,
    now: () => new Date(),
    progress: (text) => void said.push(text),
  });

test('a second stage is told who has it, and gets it after the first released it', async () => {
  const first = await take('config');
  await expect(take('init')).rejects.toMatchObject({
    code: 'STAGE_LOCKED',
    message: expect.stringMatching(
      new RegExp(`^another stage is running: stage config, pid ${process.pid}, since 2\\d{3}-`),
    ) as string,
    hint: 'wait until it ends, or let this stage wait: --wait 5m',
  });
  await first.release();
  await (await take('init')).release();
});

test('a stage that waits gets it as soon as it is free, and says meanwhile for whom it waits', async () => {
  said.length = 0;
  const first = await take('config');
  setTimeout(() => void first.release(), 300);
  const second = await take('init', 20_000);
  expect(said[0]).toContain('waiting for stage config, pid ');
  await second.release();
});

test('a stage that waited in vain says so', async () => {
  const first = await take('config');
  await expect(take('init', 300)).rejects.toMatchObject({
    code: 'STAGE_LOCKED',
    hint: `it did not end within 0 s; check that process: ps -fp ${process.pid}`,
  });
  await first.release();
});

test('an interrupted stage stops waiting', async () => {
  const first = await take('config');
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  await expect(take('init', 60_000, controller.signal)).rejects.toMatchObject({
    code: 'STAGE_INTERRUPTED',
  });
  await first.release();
});

test('a lock file that a dead process left is no obstacle', async () => {
  await (await take('config')).release();
  await writeFile(
    path.join(folder, 'run/hare/setup.lock'),
    '{"owner":"config","pid":1,"host":"gone","started":"","since":"2020"}',
  );
  const lock = await take('init');
  expect(existsSync(path.join(folder, 'run/hare/setup.lock'))).toBe(true);
  await lock.release();
});

test('a place where no lock can be is an error with a way out', async () => {
  await writeFile(path.join(folder, 'file'), '');
  await expect(
    take('config', 0, never, path.join(folder, 'file/setup.lock')),
  ).rejects.toMatchObject({
    code: 'STAGE_LOCK_FAILED',
    hint: 'run as root, or use a directory of your own: --root DIR',
  });
});

test.runIf(process.geteuid?.() === 0)(
  'as root no lock is taken that others can have made or can replace',
  async () => {
    const file = path.join(folder, 'run/hare/setup.lock');
    await (await take('config')).release();
    await writeFile(file, '');
    await chown(file, 12345, 0);
    await expect(take('config')).rejects.toMatchObject({
      code: 'STATE_NOT_TRUSTED',
      where: { file },
      hint: `chown root ${file}`,
    });
    await rm(file);
    await chmod(path.dirname(file), 0o777);
    await expect(take('config')).rejects.toMatchObject({
      code: 'STATE_NOT_TRUSTED',
      hint: `chmod go-w ${path.dirname(file)}`,
    });
    await chmod(path.dirname(file), 0o1777);
    await (await take('config')).release();
  },
);

test("a folder that takes the place of the lock's loses nothing when the lock is released", async () => {
  const lock = await take('config');
  await mkdir(path.join(folder, 'precious'));
  await writeFile(path.join(folder, 'precious/setup.lock'), '');
  await rename(path.join(folder, 'run/hare'), path.join(folder, 'run/moved'));
  await symlink(path.join(folder, 'precious'), path.join(folder, 'run/hare'));
  await lock.release();
  expect(await readdir(path.join(folder, 'precious'))).toEqual(['setup.lock']);
  expect(await readdir(path.join(folder, 'run/moved'))).toEqual([]);
});
