import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Header, Pax } from 'tar';
import { expect, inject, test } from 'vitest';
import { sealTar } from './archive-seal.js';
import type { BackupManifest } from './backup-manifest.js';
import { packBackup } from './pack-backup.js';
import { unpackBackup } from './unpack-backup.js';

const where = { file: '/backup.tar.gz' };
const file = (name: string, text: string): BackupManifest['files'][number] => ({
  name,
  mode: 0o644,
  uid: 0,
  gid: 0,
  size: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
});
const manifest = (
  files: BackupManifest['files'],
  more: Partial<BackupManifest> = {},
): BackupManifest => ({
  kind: 'hare_setup backup',
  version: 1,
  created: '2026-01-01T00:00:00.000Z',
  host: 'h',
  cluster: { id: 'c', nodes: [] },
  kv: { url: 'consul://127.0.0.1:8500/', named: false, absent: 'none' },
  files,
  folders: [],
  ...more,
});
const good = packBackup({
  manifest: manifest([file('var/cluster.yaml', 'nodes: []\n')]),
  bytes: new Map([['var/cluster.yaml', Buffer.from('nodes: []\n')]]),
});

interface Member {
  readonly path: string;
  readonly type?: 'File' | 'SymbolicLink' | 'Link' | 'Directory' | 'CharacterDevice' | 'FIFO';
  readonly text?: string;
  readonly linkpath?: string;
}

/**
 * An archive with a valid seal and any members, as an attacker who knows the format would make it.
 */
function forge(members: readonly Member[]): Buffer {
  const blocks = members.map(({ path, type = 'File', text = '', linkpath }) => {
    const head = Buffer.alloc(512);
    new Header({
      path,
      type,
      size: Buffer.byteLength(text),
      mode: 0o644,
      ...(linkpath === undefined ? {} : { linkpath }),
    }).encode(head, 0);
    return Buffer.concat([
      head,
      Buffer.from(text),
      Buffer.alloc((512 - (Buffer.byteLength(text) % 512)) % 512),
    ]);
  });
  return sealTar(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}
const forged = (
  files: BackupManifest['files'],
  members: readonly Member[],
  more?: Partial<BackupManifest>,
): Buffer =>
  forge([{ path: 'manifest.json', text: JSON.stringify(manifest(files, more)) }, ...members]);

test('what was packed is unpacked, and the same content gives the same bytes', async () => {
  const { manifest: read, bytes } = await unpackBackup(good, where);
  expect(read.files).toEqual([file('var/cluster.yaml', 'nodes: []\n')]);
  expect(bytes.get('var/cluster.yaml')?.toString()).toBe('nodes: []\n');
  expect(packBackup({ manifest: read, bytes })).toEqual(good);
});

test('any flipped bit is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length * 8 - 1), async (bit) => {
      const flipped = Buffer.from(good);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(unpackBackup(flipped, where)).rejects.toMatchObject({
        code: expect.stringMatching(/^BACKUP_(DAMAGED|FOREIGN)$/) as string,
      });
    }),
    { numRuns: inject('limits').backupFlips },
  );
});

test('any truncation and anything appended is refused', async () => {
  for (let length = 0; length < good.length; length += 7)
    await expect(unpackBackup(good.subarray(0, length), where)).rejects.toMatchObject({
      code: expect.stringMatching(/^BACKUP_(DAMAGED|FOREIGN)$/) as string,
    });
  await expect(unpackBackup(Buffer.concat([good, Buffer.from([0])]), where)).rejects.toMatchObject({
    code: 'BACKUP_DAMAGED',
  });
});

test('the same tar packed by another program is foreign', async () => {
  await expect(unpackBackup(gzipSync(gunzipSync(good)), where)).rejects.toMatchObject({
    code: 'BACKUP_FOREIGN',
  });
});

test.each<[string, Member]>([
  ['leads out of its directory', { path: 'var/../../etc/passwd', text: 'x' }],
  ['leads out of its directory', { path: '../etc/passwd', text: 'x' }],
  ['has an absolute path', { path: '/etc/passwd', text: 'x' }],
  ['is not a file of a backup', { path: 'etc/passwd', text: 'x' }],
  ['is not a file of a backup', { path: 'var/setup/journal.jsonl', text: 'x' }],
  [
    'is not a file of a backup',
    { path: 'var/sysconfig/a/./m0d-0x7200000000000001:0xa', text: 'x' },
  ],
  ['is a SymbolicLink', { path: 'var/confd.xc', type: 'SymbolicLink', linkpath: '/etc/passwd' }],
  ['is a Link', { path: 'var/confd.xc', type: 'Link', linkpath: 'var/cluster.yaml' }],
  ['is a CharacterDevice', { path: 'var/confd.xc', type: 'CharacterDevice' }],
  ['is a FIFO', { path: 'var/confd.xc', type: 'FIFO' }],
  ['is a Directory', { path: 'var/sysconfig', type: 'Directory' }],
])('a rightly sealed archive whose member %s is refused', async (what, member) => {
  const text = member.text ?? '';
  await expect(
    unpackBackup(forged([file(member.path, text)], [member]), where),
  ).rejects.toMatchObject({
    code: 'BACKUP_MEMBER_REFUSED',
    message: expect.stringContaining(what) as string,
  });
});

/**
 * A plain member whose header says something else than its extended header, or has a type that
 * tar's library does not name.
 */
function disguised(before: Buffer, path: string, type = '0'): Buffer {
  const head = Buffer.alloc(512);
  new Header({ path, type: 'File', size: 1, mode: 0o644 }).encode(head, 0);
  head.write(type, 156);
  head.write('        ', 148);
  head.write(
    `${head
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  const text = JSON.stringify(manifest([file('var/confd.xc', 'x')]));
  const first = Buffer.alloc(512);
  new Header({
    path: 'manifest.json',
    type: 'File',
    size: Buffer.byteLength(text),
    mode: 0o600,
  }).encode(first, 0);
  return sealTar(
    Buffer.concat([
      first,
      Buffer.from(text),
      Buffer.alloc((512 - (Buffer.byteLength(text) % 512)) % 512),
      before,
      head,
      Buffer.from('x'),
      Buffer.alloc(511),
      Buffer.alloc(1024),
    ]),
  );
}
const pax = (path: string, global = false): Buffer => new Pax({ path }, global).encode();

test.each<[string, Buffer]>([
  ['an extended header puts it elsewhere', disguised(pax('../../etc/passwd'), 'var/confd.xc')],
  ['an extended header makes its path absolute', disguised(pax('/etc/passwd'), 'var/confd.xc')],
  ['its name is very long', disguised(pax(`var/${'x'.repeat(5000)}`), 'var/confd.xc')],
  [
    'an extended header is larger than a name can be',
    disguised(pax('x'.repeat(2 * 1024 * 1024)), 'var/confd.xc'),
  ],
  ['a global header names something', disguised(pax('../../etc/passwd', true), 'var/confd.xc')],
  ['it is a sparse file', disguised(Buffer.alloc(0), 'var/confd.xc', 'S')],
  ['it is a block device', disguised(Buffer.alloc(0), 'var/confd.xc', '4')],
  ['it is of a kind that nobody knows', disguised(Buffer.alloc(0), 'var/confd.xc', 'Z')],
])('a member is refused, or the backup is damaged, when %s', async (_what, archive) => {
  await expect(unpackBackup(archive, where)).rejects.toMatchObject({
    code: expect.stringMatching(/^BACKUP_(MEMBER_REFUSED|DAMAGED)$/) as string,
  });
});

test('a member goes to its place when its extended header names it', async () => {
  const { bytes } = await unpackBackup(disguised(pax('var/confd.xc'), 'somewhere/else'), where);
  expect([...bytes].map(([name, content]) => [name, content.toString()])).toEqual([
    ['var/confd.xc', 'x'],
  ]);
});

test.each<[string, Buffer]>([
  ['does not contain var/confd.xc', forged([], [{ path: 'var/confd.xc', text: 'x' }])],
  ['var/confd.xc is missing', forged([file('var/confd.xc', 'x')], [])],
  [
    'var/confd.xc differs from the manifest',
    forged([file('var/confd.xc', 'x')], [{ path: 'var/confd.xc', text: 'y' }]),
  ],
  ['does not start with a manifest', forge([{ path: 'var/confd.xc', text: 'x' }])],
  ['is not JSON', forge([{ path: 'manifest.json', text: '{' }])],
  [
    'is not valid: files[0].mode',
    forged([{ ...file('var/confd.xc', 'x'), mode: 0o4755 }], [{ path: 'var/confd.xc', text: 'x' }]),
  ],
  ['is not valid: kind', forge([{ path: 'manifest.json', text: '{"version":1}' }])],
  ['do not match', forged([], [], { kv: { url: 'u', named: true, keys: 3 } })],
])('a rightly sealed archive that contradicts itself is refused: %s', async (what, archive) => {
  await expect(unpackBackup(archive, where)).rejects.toMatchObject({
    code: 'BACKUP_DAMAGED',
    message: expect.stringContaining(what) as string,
  });
});

test('a folder that leaves its place, a newer version and a member given twice are refused', async () => {
  await expect(
    unpackBackup(
      forged([], [], { folders: [{ name: 'var/../..', mode: 0o755, uid: 0, gid: 0 }] }),
      where,
    ),
  ).rejects.toMatchObject({ code: 'BACKUP_MEMBER_REFUSED' });
  await expect(
    unpackBackup(forge([{ path: 'manifest.json', text: '{"version":2}' }]), where),
  ).rejects.toMatchObject({ code: 'BACKUP_NEWER' });
  await expect(
    unpackBackup(
      forged(
        [file('var/confd.xc', 'x')],
        [
          { path: 'var/confd.xc', text: 'x' },
          { path: 'var/confd.xc', text: 'x' },
        ],
      ),
      where,
    ),
  ).rejects.toMatchObject({ code: 'BACKUP_MEMBER_REFUSED' });
});
