import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConfStore } from '../open-conf-store.js';
import type { ConfStore } from '../conf-store.js';

let outside: string;
let root: string;
let store: ConfStore;

beforeEach(async () => {
  outside = await mkdtemp(path.join(tmpdir(), 'dir-'));
  root = path.join(outside, 'main');
  await mkdir(path.join(root, 'a', 'c'), { recursive: true });
  await writeFile(path.join(root, 'a', 'b'), 'v1');
  await writeFile(path.join(root, 'a', 'c', 'd'), 'v2');
  await writeFile(path.join(root, 'top'), 'line\n');
  await writeFile(path.join(root, 'n[0]'), 'x0');
  store = await openConfStore(`dir://${root}`);
});

afterEach(async () => {
  await rm(outside, { recursive: true });
});

const content = (...names: readonly string[]): Promise<string> =>
  readFile(path.join(root, ...names), 'utf8');

test('a key is a file, its value the content byte for byte', async () => {
  expect(await store.keys()).toEqual(['a>b', 'a>c>d', 'n[0]', 'top']);
  expect(await store.get('top')).toBe('line\n');
  expect(await store.get('a')).toEqual({ b: 'v1', c: { d: 'v2' } });
  expect([await store.get('x'), await store.get('top>x'), await store.get('a>b', 'D')]).toEqual([
    null,
    null,
    'v1',
  ]);
});

test('a change is written at once, in folders made for it, and deleting leaves the folder', async () => {
  await store.set('p>q[1]>r', 5);
  expect(await content('p', 'q[1]', 'r')).toBe('5');
  expect(await store.delete('p>q[1]>r')).toBe(true);
  expect(await readdir(path.join(root, 'p', 'q[1]'))).toEqual([]);
  expect(await store.delete('p>q[1]>r')).toBe(false);
  await store.set('p>q[1]', 'now a file');
  expect(await content('p', 'q[1]')).toBe('now a file');
});

test('a typed store reads texts that are JSON as what they mean', async () => {
  const typed = await openConfStore(`dir://${root}`, { typed: true });
  await typed.set('port', 8080);
  expect([await typed.get('port'), await store.get('port'), await typed.get('top')]).toEqual([
    8080,
    '8080',
    'line\n',
  ]);
});

test('delete with force takes all files below a key', async () => {
  await expect(store.delete('a')).rejects.toMatchObject({ code: 'NOT_A_LEAF' });
  expect(await store.delete('a', { force: true })).toBe(true);
  expect(await store.keys()).toEqual(['n[0]', 'top']);
});

test('the delimiter separates folders whatever it is', async () => {
  const other = await openConfStore(`dir://${root}`, { delimiter: '/' });
  await other.set('x/y', '1');
  expect(await other.keys({ prefix: 'x' })).toEqual(['x/y']);
});

describe('refused, with nothing written:', () => {
  test.each([
    ['..>escaped', 'DIR_ESCAPE'],
    ['a>..>..>escaped', 'DIR_ESCAPE'],
    ['/etc/passwd', 'DIR_ESCAPE'],
    ['a/b', 'DIR_ESCAPE'],
    ['.', 'DIR_ESCAPE'],
    ['""', 'KEY_SHAPE'],
    ['a\0b', 'KEY_SHAPE'],
    ['a'.repeat(256), 'KEY_SHAPE'],
    ['.top.1.0123456789ab.tmp', 'KEY_SHAPE'],
    ['.top.swp', 'KEY_SHAPE'],
    ['..data>top', 'KEY_SHAPE'],
    ['out', 'DIR_ESCAPE'],
    ['outfolder>x', 'DIR_ESCAPE'],
  ])('%j', async (key, code) => {
    await symlink(path.join(outside, 'escaped'), path.join(root, 'nowhere'));
    await writeFile(path.join(outside, 'secret'), 's');
    await symlink(path.join(outside, 'secret'), path.join(root, 'out'));
    await symlink(outside, path.join(root, 'outfolder'));
    for (const work of [
      () => store.set(key, 'evil'),
      () => store.get(key),
      () => store.delete(key),
    ])
      await expect(work()).rejects.toMatchObject({ code });
    expect((await readdir(outside)).sort()).toEqual(['main', 'secret']);
    expect(await readFile(path.join(outside, 'secret'), 'utf8')).toBe('s');
  });

  test('a link that leads nowhere cannot be written through', async () => {
    await symlink(path.join(outside, 'escaped'), path.join(root, 'nowhere'));
    expect(await store.get('nowhere')).toBeNull();
    await expect(store.set('nowhere', 'evil')).rejects.toMatchObject({ code: 'DIR_BLOCKED' });
    expect(await readdir(outside)).toEqual(['main']);
  });

  test.each([
    ['top>x', 'a file'],
    ['a', 'a directory with keys below it: a>b'],
  ])('%s where there is %s', async (key, why) => {
    await expect(store.set(key, 'v')).rejects.toMatchObject({
      code: 'DIR_BLOCKED',
      message: expect.stringContaining(why) as string,
    });
    expect(await store.get('a>b')).toBe('v1');
    expect(await store.get('top')).toBe('line\n');
  });

  test('all of a merge when one key cannot be written', async () => {
    const source = await openConfStore('dict:{"new":"2","top":{"sub":"1"}}');
    await expect(store.merge(source)).rejects.toMatchObject({ code: 'DIR_BLOCKED' });
    expect(await store.get('new')).toBeNull();
  });

  test('a list, which no file can hold', async () => {
    await expect(store.set('l', ['x'])).rejects.toMatchObject({ code: 'VALUE_NOT_HELD' });
  });
});

test('links inside the folder are followed, those around in circles refused', async () => {
  await symlink(path.join('a', 'b'), path.join(root, 'alias'));
  expect(await store.get('alias')).toBe('v1');
  await store.set('alias', 'new');
  expect(await content('a', 'b')).toBe('new');
  await symlink('..', path.join(root, 'a', 'loop'));
  await expect(store.keys()).rejects.toMatchObject({ code: 'DIR_ESCAPE' });
});

test('what editors, package managers and file systems leave beside the keys is not a key', async () => {
  const beside =
    '.top.swp .top.swo .a.un~ top~ .#top #top# top.dpkg-old top.rpmsave .nfs000000000012ab34';
  for (const name of beside.split(' ')) await writeFile(path.join(root, name), 'other');
  await mkdir(path.join(root, 'lost+found'));
  await writeFile(path.join(root, 'lost+found', '#12'), 'other');
  expect(await store.keys()).toEqual(['a>b', 'a>c>d', 'n[0]', 'top']);
  for (const name of ['.hidden', 'a.swp', '#1', '~a', 'x.bak', '.config'])
    await store.set(name, 'k');
  expect(await store.keys({ prefix: '' })).toHaveLength(10);
});

test('the volume of a Kubernetes ConfigMap has its keys once, and all of an update at once', async () => {
  const folder = path.join(outside, 'volume');
  const version = async (name: string, port: string): Promise<void> => {
    await mkdir(path.join(folder, name), { recursive: true });
    await writeFile(path.join(folder, name, 'port'), port);
    await writeFile(path.join(folder, name, 'host'), 'h');
  };
  await version('..2026_11_30_08_00_00.1', '80');
  await symlink('..2026_11_30_08_00_00.1', path.join(folder, '..data'));
  for (const key of ['port', 'host']) await symlink(`..data/${key}`, path.join(folder, key));
  const volume = await openConfStore(`dir://${folder}`);
  expect([await volume.keys(), await volume.data()]).toEqual([
    ['host', 'port'],
    { port: '80', host: 'h' },
  ]);
  await version('..2026_11_30_09_00_00.2', '81');
  await symlink('..2026_11_30_09_00_00.2', path.join(folder, '..data_tmp'));
  await rename(path.join(folder, '..data_tmp'), path.join(folder, '..data'));
  expect(await volume.get('port')).toBe('81');
});

test('files being written, pipes and dangling links are no keys', async () => {
  await writeFile(path.join(root, '.top.12.0123456789ab.tmp'), 'half');
  await symlink('gone', path.join(root, 'dangling'));
  expect(await store.keys()).toEqual(['a>b', 'a>c>d', 'n[0]', 'top']);
});

test('a value that is not UTF-8 is an error with its file', async () => {
  await writeFile(path.join(root, 'bad'), Buffer.from([0x61, 0xff]));
  await expect(store.get('bad')).rejects.toMatchObject({
    code: 'NOT_UTF8',
    where: { file: path.join(root, 'bad'), line: 1, column: 2 },
  });
});

test('a file that may not be read is an error', async () => {
  await chmod(outside, 0o755);
  await chmod(path.join(root, 'top'), 0);
  const user = process.geteuid?.();
  if (user === 0) process.seteuid?.(65_534);
  try {
    await expect(store.get('top')).rejects.toMatchObject({ code: 'CONFSTORE_FILE_UNREADABLE' });
  } finally {
    if (user === 0) process.seteuid?.(0);
  }
});

test('a missing folder is an error for reading, and made by the first write', async () => {
  const url = `dir://${outside}/new/er`;
  await expect(openConfStore(url)).rejects.toMatchObject({ code: 'CONFSTORE_FILE_MISSING' });
  const made = await openConfStore(url, { create: true });
  expect(await made.keys()).toEqual([]);
  await made.set('k', 'v');
  expect(await readFile(path.join(outside, 'new', 'er', 'k'), 'utf8')).toBe('v');
});

test('a file is no folder', async () => {
  await expect(openConfStore(`dir://${root}/top`)).rejects.toMatchObject({
    code: 'CONFSTORE_NOT_A_FOLDER',
  });
});

test('updates wait for each other, and none is lost', async () => {
  await store.set('count', '0');
  const increment = async (): Promise<void> => {
    const own = await openConfStore(`dir://${root}`);
    await own.update(async (inside) =>
      inside.set('count', String(Number(await inside.get('count')) + 1)),
    );
  };
  await Promise.all(Array.from({ length: 10 }, increment));
  expect(await store.get('count')).toBe('10');
});

test('locks are beside the folder, not among the keys', async () => {
  const lock = await store.lock('d', 'one');
  expect(await store.testLock('d', 'two')).toBe(false);
  await expect(store.lock('d', 'two')).rejects.toMatchObject({ code: 'CONFSTORE_LOCKED' });
  expect(await store.keys()).toEqual(['a>b', 'a>c>d', 'n[0]', 'top']);
  await lock.release();
  expect(await store.testLock('d', 'two')).toBe(true);
});

test('watch reports a change at or below its key, and no other', async () => {
  const seen: unknown[] = [];
  const stop = new AbortController();
  const watching = store.watch('a', (value) => seen.push(value), stop.signal);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await store.set('top', 'other');
  await store.set('a>b', 'changed');
  await expect.poll(() => seen.length).toBe(1);
  stop.abort();
  await watching;
  expect(seen).toEqual([{ b: 'changed', c: { d: 'v2' } }]);
});
