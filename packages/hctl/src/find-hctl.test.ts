import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { findHctl, type FindHctlOptions } from './find-hctl.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hare-find-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

async function command(file: string, mode = 0o755): Promise<string> {
  const full = path.join(folder, file);
  await mkdir(path.dirname(full), { recursive: true });
  await writeFile(full, '#!/bin/sh\n', { mode });
  return full;
}

function errorOf(options: FindHctlOptions): unknown {
  try {
    return findHctl(options);
  } catch (error) {
    return error;
  }
}

test('the setting goes before PATH', async () => {
  await command('bin/hctl');
  const named = await command('else/hctl');
  expect(findHctl({ setting: named, path: `${folder}/bin`, prefix: folder })).toBe(named);
});

test('a setting without a slash is looked for on PATH', async () => {
  const named = await command('bin/my-hctl');
  expect(findHctl({ setting: 'my-hctl', path: `/nowhere:${folder}/bin`, prefix: folder })).toBe(
    named,
  );
});

test('PATH goes before the prefix', async () => {
  const onPath = await command('path/hctl');
  await command('prefix/bin/hctl');
  expect(findHctl({ path: `${folder}/path`, prefix: `${folder}/prefix` })).toBe(onPath);
});

test('without one on PATH, the prefix has it', async () => {
  const installed = await command('prefix/bin/hctl');
  expect(findHctl({ path: '/nowhere', prefix: `${folder}/prefix` })).toBe(installed);
});

test('what cannot be executed on PATH does not hide what can', async () => {
  await command('path/hctl', 0o644);
  const installed = await command('prefix/bin/hctl');
  expect(findHctl({ path: `${folder}/path`, prefix: `${folder}/prefix` })).toBe(installed);
});

test('an hctl that is nowhere names both places', () => {
  expect(errorOf({ path: '/nowhere', prefix: '/opt/seagate/cortx/hare' })).toMatchObject({
    code: 'HCTL_NOT_FOUND',
    message: 'hctl not found: not on PATH and not in /opt/seagate/cortx/hare/bin',
    hint: expect.stringContaining('HARE_HCTL') as string,
  });
});

test('a setting that does not exist is an error, whatever is on PATH', async () => {
  await command('bin/hctl');
  expect(errorOf({ setting: '/no/hctl', path: `${folder}/bin`, prefix: folder })).toMatchObject({
    code: 'HCTL_NOT_FOUND',
    message: 'hctl not found: /no/hctl does not exist',
  });
});

test('an hctl that is not executable says so', async () => {
  const file = await command('hctl', 0o644);
  expect(errorOf({ setting: file, path: '', prefix: folder })).toMatchObject({
    code: 'HCTL_NOT_EXECUTABLE',
    hint: `make it executable: chmod +x ${file}`,
  });
});
