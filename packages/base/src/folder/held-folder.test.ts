import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HeldFolder } from './held-folder.js';
import { faultOfLink } from './open-path.js';
import { readRegularFile } from './regular-file.js';
import { walkFolder } from '../files/walk-tree.js';

let work: string;

beforeEach(() => {
  work = mkdtempSync(path.join(tmpdir(), 'held-'));
});

afterEach(() => rmSync(work, { recursive: true, force: true }));

const at = (name: string): string => path.join(work, name);
const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { readonly code?: string }).code;
  }
  return undefined;
};

describe('opening', () => {
  test('a folder that is not there is undefined, a file or a link in its place is an error', () => {
    writeFileSync(at('file'), '');
    symlinkSync(work, at('link'));
    expect(HeldFolder.open(at('none'))).toBeUndefined();
    expect(HeldFolder.open(at('none/below'))).toBeUndefined();
    expect(codeOf(() => HeldFolder.open(at('file')))).toBe('PLACE_IS_NO_FOLDER');
    expect(codeOf(() => HeldFolder.open(at('file/below')))).toBe('PLACE_IS_NO_FOLDER');
    expect(codeOf(() => HeldFolder.open(at('link')))).toBe('PLACE_IS_LINK');
  });

  test('a link above that was made while this program runs is not followed', () => {
    mkdirSync(at('real/folder'), { recursive: true });
    symlinkSync(at('real'), at('link'));
    expect(codeOf(() => HeldFolder.open(at('link/folder')))).toBe('PLACE_IS_LINK');
  });

  test('an older link above that only root or this user can have put there is followed', () => {
    const own = process.geteuid?.() ?? 0;
    const folder = { uid: 0, mode: 0o40755 };
    const old = { uid: own, ctimeMs: 0 };
    expect(faultOfLink(old, folder)).toBeUndefined();
    expect(faultOfLink({ ...old, uid: own + 1 }, folder)).toContain(`user ${own + 1}`);
    expect(faultOfLink(old, { ...folder, uid: own + 1 })).toContain('its directory belongs');
    expect(faultOfLink(old, { ...folder, mode: 0o40775 })).toContain('others can replace it');
    expect(faultOfLink(old, { ...folder, mode: 0o41777 })).toBeUndefined();
    expect(faultOfLink({ ...old, ctimeMs: Date.now() }, folder)).toContain(
      'after this program started',
    );
  });

  test('a program that starts later follows such a link', () => {
    mkdirSync(at('real/folder'), { recursive: true });
    writeFileSync(at('real/folder/file'), '');
    symlinkSync('real', at('link'));
    const script = `import { HeldFolder } from ${JSON.stringify(path.resolve('dist/index.js'))}; console.log(String(HeldFolder.open(process.argv[1]).names()))`;
    expect(
      execFileSync(process.execPath, ['--input-type=module', '-e', script, at('link/folder')], {
        encoding: 'utf8',
      }),
    ).toBe('file\n');
  });

  test.each([0o000, 0o022, 0o077])('new folders have their modes under umask %o', (umask) => {
    const before = process.umask(umask);
    try {
      HeldFolder.make(at('a/b/c'), { mode: 0o750 }).close();
    } finally {
      process.umask(before);
    }
    expect(['a', 'a/b', 'a/b/c'].map((name) => statSync(at(name)).mode & 0o7777)).toEqual([
      0o755, 0o755, 0o750,
    ]);
    chmodSync(at('a/b/c'), 0o711);
    HeldFolder.make(at('a/b/c'), { mode: 0o750 }).close();
    expect(statSync(at('a/b/c')).mode & 0o7777).toBe(0o711);
  });
});

describe('files', () => {
  test.each(['', '.', '..', 'a/b', 'a\0b', '../x'])('%j is no name of a file', async (name) => {
    await HeldFolder.within(work, async (held) => {
      for (const act of [() => held.remove(name), () => held.lstat(name), () => held.child(name)])
        expect(codeOf(act)).toBe('PLACE_NAME');
      await expect(held.write(name, '', { mode: 0o600 })).rejects.toMatchObject({
        code: 'PLACE_NAME',
      });
    });
  });

  test('writing replaces a link and a file with other names, and keeps neither mode nor content of what they lead to', async () => {
    writeFileSync(at('precious'), 'precious');
    symlinkSync(at('precious'), at('link'));
    linkSync(at('precious'), at('hard'));
    const before = process.umask(0o077);
    await HeldFolder.within(work, async (held) => {
      await held.write('link', 'new', { mode: 0o644 });
      await held.write('hard', 'new', { mode: 0o640 });
    });
    process.umask(before);
    expect(readFileSync(at('precious'), 'utf8')).toBe('precious');
    expect(
      ['link', 'hard'].map((name) => [
        readFileSync(at(name), 'utf8'),
        statSync(at(name)).mode & 0o7777,
      ]),
    ).toEqual([
      ['new', 0o644],
      ['new', 0o640],
    ]);
    expect(readdirSync(work).sort()).toEqual(['hard', 'link', 'precious']);
  });

  test('writing goes to the folder that was opened, whatever has its name by now', async () => {
    mkdirSync(at('own'));
    mkdirSync(at('other'));
    await HeldFolder.within(at('own'), async (held) => {
      renameSync(at('own'), at('moved'));
      symlinkSync(at('other'), at('own'));
      await held.write('file', 'x', { mode: 0o600 });
    });
    expect(readdirSync(at('moved'))).toEqual(['file']);
    expect(readdirSync(at('other'))).toEqual([]);
  });

  test('a folder in the place of a file stays, and the error names it', async () => {
    mkdirSync(at('file/x'), { recursive: true });
    await expect(
      HeldFolder.within(work, (held) => held.write('file', 'x', { mode: 0o600 })),
    ).rejects.toMatchObject({ code: 'FILE_WRITE_FAILED', where: { file: at('file') } });
    expect(readdirSync(work)).toEqual(['file']);
  });

  test('links, pipes, folders, devices and files with other names are not opened for writing, and never waited for', async () => {
    writeFileSync(at('file'), 'x');
    linkSync(at('file'), at('hard'));
    symlinkSync(at('file'), at('link'));
    mkdirSync(at('folder'));
    execFileSync('mkfifo', [at('pipe')]);
    await HeldFolder.within(work, (held) => {
      for (const name of ['hard', 'link', 'folder', 'pipe'])
        expect(
          codeOf(() => held.openFile(name, constants.O_WRONLY | constants.O_CREAT)),
          name,
        ).toBe(name === 'link' ? 'ELOOP' : 'FILE_NOT_REGULAR');
    });
    expect(codeOf(() => HeldFolder.open('/dev')?.openFile('null', constants.O_WRONLY))).toBe(
      'FILE_NOT_REGULAR',
    );
  });

  test('reading is limited to regular files of a size', async () => {
    writeFileSync(at('file'), 'x'.repeat(5000));
    symlinkSync(at('file'), at('link'));
    execFileSync('mkfifo', [at('pipe')]);
    await expect(readRegularFile(at('link'), { maxBytes: 5000 })).resolves.toHaveLength(5000);
    await expect(
      readRegularFile(at('link'), { maxBytes: 5000, follow: false }),
    ).rejects.toMatchObject({ code: 'FILE_NOT_REGULAR' });
    await expect(readRegularFile(at('file'), { maxBytes: 4999 })).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
    });
    await expect(readRegularFile(at('pipe'), { maxBytes: 10 })).rejects.toMatchObject({
      code: 'FILE_NOT_REGULAR',
      message: expect.stringContaining('a pipe') as string,
    });
    await expect(readRegularFile('/dev/zero', { maxBytes: 10 })).rejects.toMatchObject({
      code: 'FILE_NOT_REGULAR',
    });
    await expect(readRegularFile(at('none'), { maxBytes: 10 })).rejects.toMatchObject({
      code: 'ENOENT',
    });
    await expect(
      readRegularFile('/proc/self/status', { maxBytes: 100_000 }).then(String),
    ).resolves.toContain('Name:');
    await expect(
      HeldFolder.within(work, (held) => held.read('none', { maxBytes: 10 })),
    ).resolves.toBeUndefined();
  });

  test('a failure names the real path', async () => {
    if (process.geteuid?.() !== 0) return;
    mkdirSync(at('closed'), { mode: 0o700 });
    chownSync(at('closed'), 1, 1);
    await HeldFolder.within(work, (held) => {
      process.seteuid?.(2);
      try {
        expect(() => held.child('closed')).toThrow(
          `EACCES: permission denied, open '${at('closed')}'`,
        );
      } finally {
        process.seteuid?.(0);
      }
    });
  });
});

test('walking lists links and pipes, follows nothing, and keeps no folder open', async () => {
  mkdirSync(at('tree/a/b'), { recursive: true });
  writeFileSync(at('tree/a/b/file'), '');
  symlinkSync('/etc', at('tree/a/link'));
  execFileSync('mkfifo', [at('tree/pipe')]);
  const open = readdirSync('/proc/self/fd').length;
  const found = await HeldFolder.within(at('tree'), (held) =>
    [...walkFolder(held)].map(({ relative }) => relative),
  );
  expect(found).toEqual(['a/b/file', 'a/b', 'a/link', 'a', 'pipe']);
  await HeldFolder.within(at('tree'), (held) => walkFolder(held).next().done);
  await HeldFolder.within(at('tree'), (held) => {
    for (const entry of walkFolder(held)) if (entry.relative === 'a/b') break;
  });
  expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(open + 2);
});
