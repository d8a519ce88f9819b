import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openLogFile, type LogFile } from './log-file.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hare-log-'));
  return () => rm(folder, { recursive: true });
});

const problems: string[] = [];
const open = (maxBytes: number, files: number): LogFile => {
  problems.length = 0;
  return openLogFile({
    file: path.join(folder, 'logs/setup.log'),
    maxBytes,
    files,
    onProblem: ({ message }) => void problems.push(message),
  });
};

test('its folder is made, its mode is 0640, and what was there stays', async () => {
  open(1000, 3).append('first\n');
  open(1000, 3).append('second\n');
  const file = path.join(folder, 'logs/setup.log');
  expect(await readFile(file, 'utf8')).toBe('first\nsecond\n');
  expect(((await stat(file)).mode & 0o777).toString(8)).toBe('640');
});

test('it rotates before it grows beyond its limit, and keeps so many files', async () => {
  const log = open(100, 3);
  for (let line = 0; line < 60; line++) log.append(`line ${String(line).padStart(4, '0')}\n`);
  log.close();
  const names = (await readdir(path.join(folder, 'logs'))).sort();
  expect(names).toEqual(['setup.log', 'setup.log.1', 'setup.log.2']);
  const texts = [...names]
    .reverse()
    .map((name) => readFileSync(path.join(folder, 'logs', name), 'utf8'));
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(100);
  expect(texts.join('')).toBe(
    Array.from({ length: 30 }, (_, index) => `line ${String(30 + index).padStart(4, '0')}\n`).join(
      '',
    ),
  );
});

test('with one file only, it starts again', async () => {
  const log = open(100, 1);
  for (let line = 0; line < 15; line++) log.append(`line ${String(line).padStart(4, '0')}\n`);
  expect(await readdir(path.join(folder, 'logs'))).toEqual(['setup.log']);
  expect(await readFile(path.join(folder, 'logs/setup.log'), 'utf8')).toBe(
    'line 0010\nline 0011\nline 0012\nline 0013\nline 0014\n',
  );
});

test('what one process rotates, another goes on from: no line is lost', async () => {
  const [a, b] = [open(100, 4), open(100, 4)];
  for (let line = 0; line < 35; line++)
    (line % 2 === 0 ? a : b).append(`line ${String(line).padStart(4, '0')}\n`);
  const names = await readdir(path.join(folder, 'logs'));
  const lines = names.flatMap((name) =>
    readFileSync(path.join(folder, 'logs', name), 'utf8')
      .trim()
      .split('\n'),
  );
  expect(lines.sort()).toEqual(
    Array.from({ length: 35 }, (_, line) => `line ${String(line).padStart(4, '0')}`),
  );
  expect(names).toHaveLength(4);
  expect(problems).toEqual([]);
});

test('a link in its place is refused, and the log is off', async () => {
  await mkdir(path.join(folder, 'logs'));
  await writeFile(path.join(folder, 'target'), '');
  await symlink(path.join(folder, 'target'), path.join(folder, 'logs/setup.log'));
  const log = open(100, 3);
  log.append('x\n');
  expect(problems).toEqual([expect.stringContaining('ELOOP')]);
  expect(await readFile(path.join(folder, 'target'), 'utf8')).toBe('');
});

test('a file in the place of its folder is a problem told once', async () => {
  await writeFile(path.join(folder, 'logs'), '');
  const log = open(100, 3);
  log.append('x\n');
  log.append('y\n');
  log.close();
  expect(problems).toEqual([expect.stringContaining('ENOTDIR')]);
});
