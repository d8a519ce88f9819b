import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { writeFileAtomic } from './atomic.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hare-atomic-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

test('missing folders are made, and a new file has the mode that was asked for', async () => {
  const file = path.join(folder, 'a/b/c.txt');
  await writeFileAtomic(file, 'text', { mode: 0o600 });
  expect(await readFile(file, 'utf8')).toBe('text');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('an existing file keeps its mode, and a link stays a link', async () => {
  const file = path.join(folder, 'real.txt');
  await writeFile(file, 'old');
  await chmod(file, 0o640);
  await symlink('real.txt', path.join(folder, 'link.txt'));
  await writeFileAtomic(path.join(folder, 'link.txt'), 'new');
  expect((await lstat(path.join(folder, 'link.txt'))).isSymbolicLink()).toBe(true);
  expect(await readFile(file, 'utf8')).toBe('new');
  expect((await stat(file)).mode & 0o777).toBe(0o640);
  expect((await readdir(folder)).sort()).toEqual(['link.txt', 'real.txt']);
});

test.each([
  ['a folder in its place', () => folder],
  ['a file on its way', () => path.join(folder, 'file/x')],
  ['a place where no folder can be made', () => '/proc/no-such-folder/x'],
])('%s is an error that names the file, and nothing is left behind', async (_title, place) => {
  await writeFile(path.join(folder, 'file'), '');
  await expect(writeFileAtomic(place(), 'text')).rejects.toMatchObject({ code: 'FILE_WRITE_FAILED', where: { file: place() } });
  expect(await readdir(folder)).toEqual(['file']);
  expect((await readdir(path.dirname(folder))).filter((name) => name.startsWith(`.${path.basename(folder)}.`))).toEqual([]);
});
