import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { assertTrusted, type LookAt, type Ownership } from './trusted-file.js';

const folder = 0o040755;
const plain = 0o100644;

let base = '';
beforeEach(async () => {
  base = await realpath(await mkdtemp(path.join(tmpdir(), 'hare-trust-')));
  await mkdir(path.join(base, 'conf'));
  await writeFile(path.join(base, 'conf/a.yaml'), '');
  return () => rm(base, { recursive: true });
});

/** Everything is root's and closed, but for what is said otherwise. */
const machine =
  (odd: Readonly<Record<string, Partial<Ownership>>>) =>
  (entry: string): Ownership => ({
    uid: 0,
    mode: entry.endsWith('.yaml') ? plain : folder,
    ...odd[path.relative(base, entry)],
  });

/** What is thrown; undefined for a file that is trusted. */
function refusal(file: string, lookAt?: LookAt): unknown {
  try {
    assertTrusted(path.join(base, file), lookAt);
  } catch (error) {
    return error;
  }
  return undefined;
}

test.each([
  ['a file of root in folders of root', {}],
  ['a file that only its group may read', { 'conf/a.yaml': { mode: 0o100640 } }],
  ['a folder above it with the sticky bit', { '': { mode: 0o041777 } }],
])('%s is trusted', (_name, odd) => {
  expect(refusal('conf/a.yaml', machine(odd))).toBeUndefined();
});

test.each([
  [
    'a file that everybody may write',
    { 'conf/a.yaml': { mode: 0o100646 } },
    'it is writable by others (mode 0646)',
    'chmod go-w',
  ],
  [
    'a file that its group may write',
    { 'conf/a.yaml': { mode: 0o100664 } },
    'it is writable by others (mode 0664)',
    'chmod go-w',
  ],
  [
    'a file of somebody else',
    { 'conf/a.yaml': { uid: 1000 } },
    'it belongs to user 1000, not root',
    'chown root',
  ],
  [
    'a folder that others may write',
    { conf: { mode: 0o040777 } },
    'conf, a directory above it, is writable by others (mode 0777)',
    'chmod go-w',
  ],
  [
    'a folder of somebody else',
    { '': { uid: 33 } },
    'a directory above it, belongs to user 33, not root',
    'chown root',
  ],
  [
    'a sticky folder of somebody else',
    { '': { uid: 33, mode: 0o041777 } },
    'a directory above it, belongs to user 33, not root',
    'chown root',
  ],
  [
    'a file with the sticky bit that others may write',
    { 'conf/a.yaml': { mode: 0o101666 } },
    'it is writable by others (mode 1666)',
    'chmod go-w',
  ],
])('%s is refused with what is wrong and how to repair it', (_name, odd, what, hint) => {
  expect(refusal('conf/a.yaml', machine(odd))).toMatchObject({
    code: 'SETTINGS_NOT_TRUSTED',
    message: expect.stringContaining(what) as string,
    hint: expect.stringContaining(hint) as string,
  });
});

test('a link is as good as the way to it and the way to its target', async () => {
  const link = path.join(base, 'link.yaml');
  await symlink(path.join(base, 'conf/a.yaml'), link);
  const isLink = { 'link.yaml': { mode: 0o120777 } };
  expect(refusal('link.yaml', machine(isLink))).toBeUndefined();
  for (const odd of [
    { ...isLink, conf: { mode: 0o040777 } },
    { 'link.yaml': { mode: 0o120777, uid: 1000 } },
  ])
    expect(refusal('link.yaml', machine(odd))).toMatchObject({ code: 'SETTINGS_NOT_TRUSTED' });
});

test('what the system says of real files is what counts', () => {
  // True for whoever runs the tests: the file is root's own and closed, or it is not root's.
  const found = refusal('conf/a.yaml');
  if (process.getuid?.() === 0) expect(found).toBeUndefined();
  else expect(found).toMatchObject({ code: 'SETTINGS_NOT_TRUSTED' });
});
