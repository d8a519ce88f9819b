import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import {
  link,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Header, Pax } from 'tar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tarEntries } from './tar-entries.js';
import { tarEnd, tarHead, tarPadding } from './tar-head.js';
import { tarMembers } from './tar-members.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hare-tar-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const mtime = new Date('2026-01-02T03:04:05Z');
const deep = Array.from({ length: 12 }, (_, at) => `folder-of-twenty-${at}`).join('/');
const names = [
  'a',
  'with space/and\nnewline',
  'x'.repeat(99),
  'x'.repeat(100),
  'x'.repeat(101),
  'x'.repeat(255),
  `${deep}/name`,
  `${'ä'.repeat(60)}/${'€'.repeat(80)}`,
  'a=b/ü=ö',
];

function tarOf(members: readonly (readonly [string, string])[]): Buffer {
  const blocks = members.map(([name, text]) => {
    const bytes = Buffer.from(text);
    const head = tarHead(name, { size: bytes.length, mode: 0o640, mtime });
    return Buffer.concat([head, bytes, tarPadding(bytes.length)]);
  });
  return Buffer.concat([...blocks, tarEnd]);
}

/** In pieces that end anywhere. */
async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 377)
    yield await Promise.resolve(bytes.subarray(at, at + 377));
}

async function read(chunks: AsyncIterable<Buffer>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { name, kind, body } of tarEntries(chunks)) {
    const parts: Buffer[] = [];
    if (kind === 'File') for await (const part of body()) parts.push(part);
    found[name] = kind === 'File' ? Buffer.concat(parts).toString() : kind;
  }
  return found;
}

test.each(names)('GNU tar extracts the file %j, and both readers find it', async (name) => {
  const archive = path.join(folder, 'ours.tar');
  const tar = tarOf([
    [name, 'text of it'],
    ['last', 'x'.repeat(512)],
  ]);
  await writeFile(archive, tar);
  execFileSync('tar', ['-xpf', archive, '-C', folder]);
  expect(await readFile(path.join(folder, name), 'utf8')).toBe('text of it');
  expect(
    execFileSync('tar', ['-tvf', archive, '--utc', '--full-time', 'last'], { encoding: 'utf8' }),
  ).toMatch(/^-rw-r----- 0\/0 +512 2026-01-02 03:04:05 last\n$/);
  expect(await read(chunksOf(tar))).toEqual({ [name]: 'text of it', last: 'x'.repeat(512) });
  if (name.includes('\n')) return;
  const members: string[] = [];
  for await (const member of tarMembers(chunksOf(tar), { file: 'a.tar' })) {
    for await (const _ of member.body());
    members.push(member.name);
  }
  expect(members).toEqual([name, 'last']);
});

test('GNU tar lists a file beyond 8 GiB', async () => {
  const size = 9 * 1024 ** 3;
  const archive = path.join(folder, 'large.tar');
  const head = tarHead('large', { size, mode: 0o600, mtime });
  await writeFile(archive, head);
  await truncate(archive, head.length + size + 1024);
  expect(execFileSync('tar', ['-tvf', archive], { encoding: 'utf8' })).toMatch(` ${size} `);
  for await (const entry of tarEntries(createReadStream(archive))) {
    expect(entry).toMatchObject({ name: 'large', sizeBytes: size });
    break;
  }
});

test.each(['gnu', 'oldgnu', 'posix', 'ustar', 'v7'])(
  'what GNU tar writes as %s is read',
  async (format) => {
    const isLong = format === 'gnu' || format === 'oldgnu' || format === 'posix';
    const given = (isLong ? names : ['a', 'b c', 'ä/ö']).map((name) => `in/${name}`);
    for (const name of given) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), `text of ${name}`);
    }
    const target = isLong ? `${deep}/${'y'.repeat(120)}` : 'a';
    await symlink(target, path.join(folder, 'in/symbolic'));
    await link(path.join(folder, 'in/a'), path.join(folder, 'in/zz-hard'));
    await utimes(path.join(folder, 'in/a'), mtime, mtime);
    const archive = path.join(folder, 'theirs.tar');
    execFileSync('tar', [`--format=${format}`, '--sort=name', '-cf', archive, 'in'], {
      cwd: folder,
    });
    const found = await read(createReadStream(archive));
    expect(found).toMatchObject({
      ...Object.fromEntries(given.map((name) => [name, `text of ${name}`])),
      'in/symbolic': 'SymbolicLink',
      'in/zz-hard': 'Link',
    });
    expect(found['in/']).toBe('Directory');
    for await (const entry of tarEntries(createReadStream(archive)))
      if (entry.name === 'in/a') expect(entry.mtime).toEqual(mtime);
  },
);

test('sparse files of GNU tar are told from whole ones, and what follows them is read', async () => {
  const sparse = path.join(folder, '1-sparse');
  await writeFile(sparse, '');
  for (let part = 0; part < 40; part += 1) {
    await truncate(sparse, part * 64 * 1024);
    await writeFile(sparse, 'data', { flag: 'a' });
  }
  await writeFile(path.join(folder, '2-whole'), 'whole');
  const archive = path.join(folder, 'sparse.tar');
  execFileSync('tar', ['--format=gnu', '-Scf', archive, '1-sparse', '2-whole'], { cwd: folder });
  expect(await read(createReadStream(archive))).toEqual({
    '1-sparse': 'SparseFile',
    '2-whole': 'whole',
  });
});

test.each(names.filter((name) => !name.includes('\n')).map((name) => `var/${name}`))(
  'the name %j as releases before this one wrote it is read',
  async (name) => {
    const head = Buffer.alloc(512);
    const isExtended = new Header({
      path: name,
      mode: 0o644,
      uid: 0,
      gid: 0,
      size: 1,
      type: 'File',
      mtime,
    }).encode(head, 0);
    const tar = Buffer.concat([
      isExtended ? new Pax({ path: name }).encode() : Buffer.alloc(0),
      head,
      Buffer.from('x'),
      tarPadding(1),
      tarEnd,
    ]);
    for await (const member of tarMembers(chunksOf(tar), { file: 'a.tar' })) {
      expect(member).toMatchObject({ name, sizeBytes: 1 });
      for await (const _ of member.body());
    }
    expect(await read(chunksOf(tar))).toEqual({ [name]: 'x' });
  },
);

test('a tar that is cut off or changed in a header is refused', async () => {
  const tar = tarOf([['ä', 'x'.repeat(600)]]);
  for (const length of [100, 600, 1100, 1600, 2100])
    await expect(read(chunksOf(tar.subarray(0, length)))).rejects.toThrow('ends in the middle');
  const changed = Buffer.from(tar);
  changed[1024 + 130] = 0x31;
  await expect(read(chunksOf(changed))).rejects.toThrow('checksum');
  const lying = Buffer.from(tar);
  lying[512] = 0x39;
  await expect(read(chunksOf(lying))).rejects.toThrow('extended header');
  expect(await read(chunksOf(Buffer.alloc(0)))).toEqual({});
});
