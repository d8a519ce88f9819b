import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { call } from '../command/call.js';

const folder = mkdtempSync(path.join(tmpdir(), 'full-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0;
if (!mounted) process.stderr.write('SKIPPED: a full disk, as nothing can be mounted here\n');
afterAll(() => {
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true });
});

const long = 'x'.repeat(40_000);

test.skipIf(!mounted).each([
  ['a.json', `{"a": 1, "b": "${long}"}\n`],
  ['a.yaml', `a: 1 # c\nb: ${long}\n`],
  ['a.toml', `a = 1\nb = "${long}"\n`],
  ['a.properties', `a = 1\nb = ${long}\n`],
])('on a full disk, %s stays as it was, and one message says what to do', async (name, text) => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  expect(await call([file, 'set', 'a', '2'])).toEqual({
    exit: 1,
    stdout: '',
    stderr:
      `confstore: ${file}: cannot write: no space left on the device; the file is unchanged ` +
      `[FILE_WRITE_FAILED]\n  hint: free space, then retry: df -h ${folder}; df -i ${folder}\n`,
  });
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(readdirSync(folder)).toEqual([name]);
  rmSync(file);
});

test.skipIf(!mounted)('on a full disk, a folder of keys has whole values only', async () => {
  const { exit, stderr } = await call([`dir:${folder}`, 'set', `a=1;b=${long.repeat(2)}`]);
  expect([exit, stderr]).toEqual([1, expect.stringContaining('[FILE_WRITE_FAILED]')]);
  expect(readdirSync(folder)).toEqual(['a']);
});
