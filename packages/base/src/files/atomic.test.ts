import { spawnSync } from 'node:child_process';
import { readdirSync, renameSync, symlinkSync } from 'node:fs';
import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryOf } from './leftover-files.js';
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

test('what killed writers of this machine left of the file is removed; nothing of others, and no link is followed', async () => {
  const file = path.join(folder, 'a.txt');
  const { pid: gone } = spawnSync('true');
  const left = [temporaryOf(file, gone), temporaryOf(file)];
  const elsewhere = temporaryOf(file, gone).replace(
    /[0-9a-f]{12}\.tmp$/,
    (random) => `${random.startsWith('f') ? '0' : 'f'}${random.slice(1)}`,
  );
  const kept = [
    temporaryOf(file, process.ppid),
    elsewhere,
    temporaryOf(path.join(folder, 'b.txt'), gone),
    path.join(folder, `.a.txt.${gone}.tmp`),
  ];
  for (const name of [...left, ...kept]) await writeFile(name, 'half');
  const link = temporaryOf(file, gone);
  await symlink(path.basename(elsewhere), link);
  await mkdir(path.join(folder, path.basename(temporaryOf(file, gone))));
  const before = await readdir(folder);
  await writeFileAtomic(file, 'text', { tidy: false });
  expect(await readdir(folder)).toEqual(expect.arrayContaining(before));
  await writeFileAtomic(file, 'text');
  const gonePaths = new Set(left.map((name) => path.basename(name)));
  expect((await readdir(folder)).sort()).toEqual(
    [...before.filter((name) => !gonePaths.has(name)), 'a.txt'].sort(),
  );
});

test('writers of one process at the same time leave each other alone', async () => {
  const file = path.join(folder, 'a.txt');
  const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(10_000));
  await Promise.all(texts.map((text) => writeFileAtomic(file, text)));
  expect(texts).toContain(await readFile(file, 'utf8'));
  expect(await readdir(folder)).toEqual(['a.txt']);
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
  await expect(writeFileAtomic(place(), 'text')).rejects.toMatchObject({
    code: 'FILE_WRITE_FAILED',
    where: { file: place() },
  });
  expect(await readdir(folder)).toEqual(['file']);
  expect(
    (await readdir(path.dirname(folder))).filter((name) =>
      name.startsWith(`.${path.basename(folder)}.`),
    ),
  ).toEqual([]);
});

test.each([0o000, 0o077])(
  'under umask %o the folders of a file that has a mode have theirs',
  async (umask) => {
    const before = process.umask(umask);
    onTestFinished(() => void process.umask(before));
    await writeFileAtomic(path.join(folder, 'a/b/c.txt'), 'text', { mode: 0o644 });
    expect([
      (await stat(path.join(folder, 'a'))).mode & 0o777,
      (await stat(path.join(folder, 'a/b'))).mode & 0o777,
      (await stat(path.join(folder, 'a/b/c.txt'))).mode & 0o777,
    ]).toEqual([0o755, 0o755, 0o644]);
  },
);

test('a folder that is swapped for a link while the file is written leads nowhere', async () => {
  for (const name of ['own', 'precious']) {
    await mkdir(path.join(folder, name));
    await writeFile(path.join(folder, name, 'a.txt'), name);
  }
  const own = path.join(folder, 'own');
  const writing = writeFileAtomic(path.join(own, 'a.txt'), 'x'.repeat(40_000_000));
  while (readdirSync(own).length === 1) await new Promise((resolve) => setImmediate(resolve));
  renameSync(own, path.join(folder, 'moved'));
  symlinkSync('precious', own);
  await writing;
  expect(await readdir(path.join(folder, 'precious'))).toEqual(['a.txt']);
  expect(await readFile(path.join(folder, 'precious/a.txt'), 'utf8')).toBe('precious');
  expect((await stat(path.join(folder, 'moved/a.txt'))).size).toBe(40_000_000);
  expect(await readdir(path.join(folder, 'moved'))).toEqual(['a.txt']);
});

/** Sets and lists attributes by Python, as Node cannot; undefined if they are unavailable. */
function attributes(file: string, set: boolean): string | undefined {
  const program = `
import os, struct, sys
file = sys.argv[1]
entries = [(1, 6, -1), (2, 6, 65534), (4, 4, -1), (16, 6, -1), (32, 0, -1)]
acl = struct.pack('<I', 2) + b''.join(struct.pack('<HHi', *entry) for entry in entries)
if sys.argv[2] == 'set':
    os.setxattr(file, 'user.note', b'kept')
    os.setxattr(file, 'system.posix_acl_access', acl)
print(sorted((name, os.getxattr(file, name)) for name in os.listxattr(file)))`;
  const mode = set ? 'set' : 'list';
  const { status, stdout } = spawnSync('python3', ['-c', program, file, mode], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout : undefined;
}

test('access control list and attributes stay, and the group gets no rights by their loss', async (context) => {
  const file = path.join(folder, 'a.txt');
  await writeFile(file, 'old');
  const before = attributes(file, true);
  if (before === undefined) context.skip();
  const { mode, mtimeMs } = await stat(file);
  await writeFileAtomic(file, 'new', { keepsAttributes: true });
  expect([await readFile(file, 'utf8'), attributes(file, false)]).toEqual(['new', before]);
  expect((await stat(file)).mode).toBe(mode);
  expect((await stat(file)).mtimeMs).toBeGreaterThanOrEqual(mtimeMs);
  expect(await readdir(folder)).toEqual(['a.txt']);
});

test('a file with several hard links is refused and stays as it is', async () => {
  const file = path.join(folder, 'a.txt');
  await writeFile(file, 'old');
  await link(file, path.join(folder, 'b.txt'));
  await expect(writeFileAtomic(file, 'new', { keepsAttributes: true })).rejects.toMatchObject({
    code: 'FILE_HARD_LINKED',
  });
  expect([await readFile(file, 'utf8'), await readdir(folder)]).toEqual([
    'old',
    ['a.txt', 'b.txt'],
  ]);
});

test('without cp(1) a file is written as any other', async () => {
  const file = path.join(folder, 'a.txt');
  await writeFile(file, 'old', { mode: 0o640 });
  vi.stubEnv('PATH', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  await writeFileAtomic(file, 'new', { keepsAttributes: true });
  expect([await readFile(file, 'utf8'), (await stat(file)).mode & 0o777]).toEqual(['new', 0o640]);
});
