import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { digestFile } from './digest-file.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hare-digest-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

test.each([0, 1, 4096, 1024 * 1024, 2.5 * 1024 * 1024])(
  'the digest of %i bytes is their sha256',
  async (size) => {
    const file = path.join(folder, 'file');
    const bytes = Buffer.alloc(size, 'abc');
    await writeFile(file, bytes);
    expect((await digestFile(file)).digest).toBe(createHash('sha256').update(bytes).digest('hex'));
  },
);

test('the time of a file is not part of its digest; every change of the file moves its stamp', async () => {
  const file = path.join(folder, 'file');
  await writeFile(file, 'a');
  const before = await digestFile(file);
  expect(await digestFile(file)).toEqual(before);
  await utimes(file, 1, 1);
  const after = await digestFile(file);
  expect(after.digest).toBe(before.digest);
  expect(after.stamp).not.toBe(before.stamp);
});

test('what is no regular file has no digest, and a link only where links are followed', async () => {
  await writeFile(path.join(folder, 'file'), 'a');
  await mkdir(path.join(folder, 'folder'));
  await symlink('file', path.join(folder, 'link'));
  await expect(digestFile(path.join(folder, 'folder'))).rejects.toThrow(/directory/);
  await expect(digestFile(path.join(folder, 'link'), { follow: false })).rejects.toThrow(/link/);
  expect((await digestFile(path.join(folder, 'link'))).digest).toHaveLength(64);
  await expect(digestFile(path.join(folder, 'none'))).rejects.toThrow('ENOENT');
});
