import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolders, makeFoldersSync } from './make-folders.js';

const kinds: readonly (readonly [string, (folder: string, mode?: number) => unknown])[] = [
  ['makeFolders', makeFolders],
  ['makeFoldersSync', makeFoldersSync],
];

test.each(kinds)(
  '%s makes what is missing with the mode, and leaves what is there',
  async (_name, make) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hare-folders-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    await make(path.join(folder, 'a/b'), 0o700);
    expect(['a', 'a/b'].map((name) => statSync(path.join(folder, name)).mode & 0o777)).toEqual([
      0o700, 0o700,
    ]);
    await make(path.join(folder, 'a/b'), 0o755);
    expect(statSync(path.join(folder, 'a/b')).mode & 0o777).toBe(0o700);
  },
);

test.each(kinds)('%s ends with an error where no folder can be made', async (_name, make) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-folders-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'file'), '');
  for (const place of ['/proc/no-such-folder/x', path.join(folder, 'file/x')])
    await expect(Promise.resolve().then(() => make(place))).rejects.toThrow(/ENOENT|ENOTDIR/);
});
