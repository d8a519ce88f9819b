import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolders } from './make-folders.js';

test('what is missing is made with the mode, and what is there is left', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-folders-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await makeFolders(path.join(folder, 'a/b'), 0o700);
  expect(['a', 'a/b'].map((name) => statSync(path.join(folder, name)).mode & 0o777)).toEqual([
    0o700, 0o700,
  ]);
  await makeFolders(path.join(folder, 'a/b'), 0o755);
  expect(statSync(path.join(folder, 'a/b')).mode & 0o777).toBe(0o700);
});

test('it ends with an error where no folder can be made', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-folders-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'file'), '');
  for (const place of ['/proc/no-such-folder/x', path.join(folder, 'file/x')])
    await expect(makeFolders(place)).rejects.toThrow(/ENOENT|ENOTDIR/);
});
