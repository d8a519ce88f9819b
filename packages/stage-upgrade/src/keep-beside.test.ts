import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { temporaryOf } from '@hare/base';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { keepBeside } from './keep-beside.js';

let file: string;

beforeEach(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hare-keep-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  file = path.join(folder, 'cluster.yaml');
});

test('a file is kept with its bytes and mode; again, nothing is added', async () => {
  await writeFile(file, 'one');
  await chmod(file, 0o640);
  await keepBeside(file, '0.3.1');
  await keepBeside(file, '0.3.1');
  expect(await readdir(path.dirname(file))).toEqual(['cluster.yaml', 'cluster.yaml.0.3.1']);
  expect([
    await readFile(`${file}.0.3.1`, 'utf8'),
    (await stat(`${file}.0.3.1`)).mode & 0o777,
  ]).toEqual(['one', 0o640]);
});

test('what another upgrade kept is not overwritten', async () => {
  for (const text of ['one', 'two', 'one']) {
    await writeFile(file, text);
    await keepBeside(file, 'old');
  }
  expect(await readdir(path.dirname(file))).toEqual([
    'cluster.yaml',
    'cluster.yaml.old',
    'cluster.yaml.old-2',
  ]);
  expect(await readFile(`${file}.old-2`, 'utf8')).toBe('two');
});

test('a file that is not there is not kept, and what killed writers left is removed', async () => {
  await writeFile(temporaryOf(file, 999999999), '');
  await keepBeside(file, 'old');
  expect(await readdir(path.dirname(file))).toEqual([]);
});
