import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { blockFlags } from './device-identity.js';
import { canonicalId, deviceRegion, devicesBelow } from './device-region.js';

let sys = '';
beforeEach(async () => {
  sys = await mkdtemp(path.join(tmpdir(), 'hare-sys-'));
  onTestFinished(() => rm(sys, { recursive: true }));
});

/** Lays a device below the made /sys: its attributes, and what it lies on. */
async function lay(
  at: string,
  number: string,
  attributes: Readonly<Record<string, string>>,
  slaves: readonly string[] = [],
): Promise<void> {
  const folder = path.join(sys, 'devices', at);
  const all = { dev: number, ...attributes };
  for (const [name, text] of Object.entries(all)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), `${text}\n`);
  }
  for (const slave of slaves) {
    await mkdir(path.join(folder, 'slaves'), { recursive: true });
    await symlink(
      path.join(sys, 'devices', slave),
      path.join(folder, 'slaves', path.basename(slave)),
    );
  }
  await mkdir(path.join(sys, 'dev/block'), { recursive: true });
  await symlink(folder, path.join(sys, 'dev/block', number));
}

test.each<[string, string | undefined]>([
  ['naa.600508B1001C', 'naa.600508b1001c'],
  ['mpath-3600508b1001c', 'naa.600508b1001c'],
  ['part2-mpath-3600508b1001c', 'naa.600508b1001c-part2'],
  ['t10.ATA     DISK  X1', 't10.ata disk x1'],
  ['mpath-1ATA_DISK_X1', 't10.ata disk x1'],
  ['mpath-eui.0025385b', 'eui.0025385b'],
  ['nvme.144d-53', 'nvme.144d-53'],
  ['3cells', '3cells'],
  ['naa.0000000000000000', undefined],
  ['', undefined],
])('the id %s is %s', (id, spelled) => {
  expect(canonicalId(id)).toBe(spelled);
});

test('a drive, its multipath device and a partition by another path are stretches of one drive', async () => {
  await lay('a/block/sda', '8:0', { 'device/wwid': 'naa.6001', size: '8192' });
  await lay('b/block/sdb', '8:16', { 'device/wwid': 'naa.6001', size: '8192' });
  await lay('b/block/sdb/sdb1', '8:17', { partition: '1', start: '2048', size: '4096' });
  await lay('virtual/block/dm-0', '253:0', { 'dm/uuid': 'mpath-36001' }, [
    'a/block/sda',
    'b/block/sdb',
  ]);
  expect(await deviceRegion(sys, '8:0')).toEqual({ drive: 'naa.6001', startByte: 0 });
  expect(await deviceRegion(sys, '253:0')).toEqual({ drive: 'naa.6001', startByte: 0 });
  expect(await deviceRegion(sys, '8:17')).toEqual({
    drive: 'naa.6001',
    startByte: 2 ** 20,
    endByte: 3 * 2 ** 20,
  });
  expect(await devicesBelow(sys, '253:0')).toEqual(['8:0', '8:16']);
  expect(await devicesBelow(sys, '8:17')).toEqual(['8:16']);
});

test('without an id, model and serial number tell a drive, a serial number alone does not', async () => {
  await lay('a/block/vda', '254:0', { serial: 'S1', size: '8192' });
  await lay('b/block/nvme0n1', '259:0', {
    'device/serial': 'S1',
    'device/model': 'M',
    nsid: '1',
    size: '8192',
  });
  await lay('c/block/nvme0n2', '259:1', {
    'device/serial': 'S1',
    'device/model': 'M',
    nsid: '2',
    size: '8192',
  });
  await lay('d/block/sdz', '65:0', {
    'device/serial': '00000000',
    'device/model': 'M',
    size: '8192',
  });
  const [alone, first, second, zeros] = await Promise.all(
    ['254:0', '259:0', '259:1', '65:0'].map((number) => deviceRegion(sys, number)),
  );
  expect([alone, zeros]).toEqual([undefined, undefined]);
  expect(first?.drive).not.toBe(second?.drive);
  expect(first?.drive).toContain('M S1');
});

test('a partition of a write-protected or removable disk is so itself', async () => {
  await lay('a/block/sda', '8:0', { ro: '1', removable: '1' });
  await lay('a/block/sda/sda1', '8:1', { partition: '1', ro: '0' });
  await lay('a/block/sdb', '8:16', { ro: '0', removable: '0' });
  expect(await blockFlags(sys, '8:1')).toEqual({ isReadOnly: true, isRemovable: true });
  expect(await blockFlags(sys, '8:16')).toEqual({ isReadOnly: false, isRemovable: false });
});
