import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { recoverConfigFiles } from './finish-config-files.js';
import { readConfigFiles } from './read-config-files.js';
import { temporaryFolder } from '../tests/support/temporary-folder.js';
import { ConfigFiles } from './config-files.js';
import type { WriteOutcome } from './compare-config-files.js';
import { writeConfigFiles } from './write-config-files.js';

const m0d = (key: number): string => `sysconfig/motr/ssc-1/m0d-0x7200000000000001:0x${key}`;
const old = new Map([
  ['confd.xc', 'old xc'],
  ['confd.cg', 'same'],
  ['consul-kv.json', 'old kv'],
  ['consul-server-conf/consul-server-conf.json', 'old'],
  [m0d(1), 'one'],
  [m0d(2), 'two'],
]);
const fresh = new Map([
  ['confd.xc', 'new xc'],
  ['confd.cg', 'same'],
  ['consul-kv.json', 'new kv'],
  ['consul-client-conf/consul-client-conf.json', 'new'],
  [m0d(1), 'ONE'],
  ['node-name', 'ssc-1\n'],
]);

/** Every file below a folder, whatever it is. */
function contentOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => !statSync(path.join(folder, name)).isDirectory());
  return new Map(names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}
const writeTexts = (folder: string, texts: ReadonlyMap<string, string>): Promise<WriteOutcome> =>
  writeConfigFiles(folder, ConfigFiles.of(texts));
const sorted = (files: ReadonlyMap<string, string>): Map<string, string> =>
  new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));

test('files are new, changed, unchanged or removed, and nothing else is left', async () => {
  const folder = path.join(temporaryFolder(), 'a/b');
  expect(await writeTexts(folder, old)).toEqual({ written: [...old.keys()], removed: [] });
  expect(contentOf(folder)).toEqual(sorted(old));
  expect(await writeTexts(folder, fresh)).toEqual({
    written: [...fresh.keys()].filter((name) => name !== 'confd.cg'),
    removed: ['consul-server-conf/consul-server-conf.json', m0d(2)],
  });
  expect(contentOf(folder)).toEqual(sorted(fresh));
  expect(existsSync(path.join(folder, 'consul-server-conf'))).toBe(false);
});

test('files that are no longer generated go, also when no other changes', async () => {
  const folder = temporaryFolder();
  await writeTexts(folder, old);
  const fewer = new Map([...old].filter(([name]) => name !== m0d(2)));
  expect(await writeTexts(folder, fewer)).toEqual({ written: [], removed: [m0d(2)] });
  expect(contentOf(folder)).toEqual(sorted(fewer));
});

test('writing the same again touches no file', async () => {
  const folder = temporaryFolder();
  await writeTexts(folder, old);
  const before = readdirSync(folder, { recursive: true }).map((name) => [
    name,
    statSync(path.join(folder, String(name))).mtimeMs,
  ]);
  expect(await writeTexts(folder, old)).toEqual({ written: [], removed: [] });
  expect(
    readdirSync(folder, { recursive: true }).map((name) => [
      name,
      statSync(path.join(folder, String(name))).mtimeMs,
    ]),
  ).toEqual(before);
});

test('files of others stay as they are, also in the same folders', async () => {
  const folder = temporaryFolder();
  const others = new Map([
    ['cluster.yaml', 'cdf'],
    ['setup/config.json', '{}'],
    ['sysconfig/motr/ssc-1/notes', 'mine'],
    ['consul-server-conf/extra.json', '{}'],
  ]);
  for (const [name, text] of others) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  await writeTexts(folder, old);
  await writeTexts(folder, fresh);
  expect(contentOf(folder)).toEqual(sorted(new Map([...others, ...fresh])));
});

test('a name that is none of ours is refused', async () => {
  await expect(writeTexts(temporaryFolder(), new Map([['../confd.xc', '']]))).rejects.toMatchObject(
    { code: 'CFGEN_FILE_NAME' },
  );
});

test('two writers at once both succeed, and the folder holds what one of them wrote', async () => {
  const folder = temporaryFolder();
  await Promise.all([writeTexts(folder, old), writeTexts(folder, fresh), writeTexts(folder, old)]);
  expect([sorted(old), sorted(fresh)]).toContainEqual(contentOf(folder));
});

describe('when the files cannot be written, everything is as it was', () => {
  test('a directory is where a file is needed', async () => {
    const folder = temporaryFolder();
    await writeTexts(folder, old);
    mkdirSync(path.join(folder, 'node-name'));
    await expect(writeTexts(folder, fresh)).rejects.toMatchObject({
      code: 'CFGEN_WRITE_FAILED',
      where: { file: path.join(folder, 'node-name') },
    });
    expect(contentOf(folder)).toEqual(sorted(old));
    expect(readdirSync(folder)).not.toContain('consul-client-conf');
  });

  test('a file is where a directory is needed', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'sysconfig'), '');
    await expect(writeTexts(folder, old)).rejects.toMatchObject({
      code: 'CFGEN_WRITE_FAILED',
    });
    expect(readdirSync(folder)).toEqual(['sysconfig']);
  });

  test('the folder itself cannot be made', async () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(writeTexts(path.join(file, 'below'), old)).rejects.toMatchObject({
      code: 'CFGEN_WRITE_FAILED',
    });
  });

  test.skipIf(process.getuid?.() === 0)('the folder cannot be written', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o555);
    await expect(writeTexts(folder, old)).rejects.toMatchObject({
      code: 'CFGEN_WRITE_FAILED',
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('after a crash', () => {
  /**
   * The folder as a writer leaves it that died after the commit, with the first `moved` files in
   * place.
   */
  async function died(moved: number): Promise<string> {
    const folder = temporaryFolder();
    await writeTexts(folder, old);
    const commit = path.join(folder, '.hare-cfgen.commit');
    const manifest = {
      written: [...fresh.keys()].filter((name) => name !== 'confd.cg'),
      removed: ['consul-server-conf/consul-server-conf.json', m0d(2)],
    };
    for (const name of manifest.written) {
      for (const place of [folder, path.join(commit, 'files')])
        mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
      writeFileSync(path.join(commit, 'files', name), fresh.get(name) ?? '');
    }
    writeFileSync(path.join(commit, 'manifest.json'), JSON.stringify(manifest));
    for (const name of manifest.written.slice(0, moved))
      renameSync(path.join(commit, 'files', name), path.join(folder, name));
    return folder;
  }

  test.each([0, 1, 2, 3, 4, 5])(
    'with %i files moved, readers see the new configuration, and the next call puts it in place',
    async (moved) => {
      const folder = await died(moved);
      expect(await readConfigFiles(folder)).toEqual(sorted(fresh));
      await recoverConfigFiles(folder);
      expect(contentOf(folder)).toEqual(sorted(fresh));
    },
  );

  test('the next writer goes on from there', async () => {
    const folder = await died(2);
    expect(await writeTexts(folder, fresh)).toEqual({ written: [], removed: [] });
    expect(contentOf(folder)).toEqual(sorted(fresh));
    const other = await died(2);
    await writeTexts(other, old);
    expect(contentOf(other)).toEqual(sorted(old));
  });

  test('before the commit, the old configuration is there, and what was left beside it goes', async () => {
    const folder = temporaryFolder();
    await writeTexts(folder, old);
    mkdirSync(path.join(folder, '.hare-cfgen.4711.abcd.tmp/files'), { recursive: true });
    writeFileSync(path.join(folder, '.hare-cfgen.4711.abcd.tmp/files/confd.xc'), 'half');
    expect(await readConfigFiles(folder)).toEqual(sorted(old));
    await recoverConfigFiles(folder);
    expect(contentOf(folder)).toEqual(sorted(old));
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('readConfigFiles', () => {
  test('follows a link to the folder', async () => {
    const folder = temporaryFolder();
    await writeTexts(path.join(folder, 'a'), old);
    symlinkSync('a', path.join(folder, 'b'));
    expect(await readConfigFiles(path.join(folder, 'b'))).toEqual(sorted(old));
  });

  test('says what is wrong with a place without a configuration', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'file'), '');
    await expect(readConfigFiles(folder)).rejects.toThrow(
      'this directory contains no generated configuration',
    );
    await expect(readConfigFiles(path.join(folder, 'none'))).rejects.toThrow(
      'this directory does not exist',
    );
    await expect(readConfigFiles(path.join(folder, 'file'))).rejects.toThrow(
      'this is not a directory',
    );
  });
});
