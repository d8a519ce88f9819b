import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyConfiguration } from './apply-configuration.js';
import type { ApplyRecord } from './apply-record.js';
import type { ApplyTarget } from './apply-target.js';
import { kvMark } from '../mark/kv-mark.js';
import { configurationDigest } from './digest.js';
import { readState } from './read-state.js';
import { Snapshot } from './snapshot.js';
import { sampleConfiguration } from '../../tests/sample-configuration.js';

const entries = sampleConfiguration({ nodes: 2, drives: 2 });
const other = sampleConfiguration({ nodes: 2, drives: 2, variant: 'tier2' });
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hare-apply-'));
  file = path.join(folder, 'kv.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

function content(): Record<string, string> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

test('a document gets the keys as names of its top level, all in one save, and keeps what else it holds', async () => {
  writeFileSync(file, '{\n  // ours\n  "mine": {"a": [1]}\n}\n');
  const report = await applyConfiguration({
    kv: `json://${file}`,
    entries,
    owner: 'test',
    now: () => new Date(0),
  });
  expect(report).toMatchObject({ generation: 1, unchanged: false, changed: [], removed: [] });
  expect(readFileSync(file, 'utf8')).toContain('// ours');
  const {
    'hare_setup/apply': record,
    mine,
    ...rest
  } = JSON.parse(readFileSync(file, 'utf8').replace('// ours', '')) as Record<string, unknown>;
  expect(mine).toEqual({ a: [1] });
  expect(rest).toEqual(Object.fromEntries(entries.map(({ key, value }) => [key, String(value)])));
  expect(JSON.parse(String(record))).toMatchObject({
    version: 1,
    generation: 1,
    state: 'applied',
    owner: 'test',
    time: '1970-01-01T00:00:00.000Z',
    digest: report.digest,
  });
  expect(await readState(`json://${file}`)).toMatchObject({ kind: 'applied', intact: true });
});

test('after a write the report names the mark that the KV then has, until somebody else writes', async () => {
  const kv = `json://${file}`;
  const { mark } = await applyConfiguration({ kv, entries, owner: 'test' });
  expect(mark).toMatch(/^file [0-9a-f]{64}$/);
  expect(await kvMark(kv)).toBe(mark);
  expect(await applyConfiguration({ kv, entries, owner: 'test' })).not.toHaveProperty('mark');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
  expect(await kvMark(kv)).not.toBe(mark);
});

test('the same configuration again leaves the file alone', async () => {
  await applyConfiguration({ kv: `json://${file}`, entries, owner: 'test' });
  const { ino, mtimeNs } = statSync(file, { bigint: true });
  expect(
    await applyConfiguration({ kv: `json://${file}`, entries, owner: 'another' }),
  ).toMatchObject({ unchanged: true, generation: 1 });
  expect(statSync(file, { bigint: true })).toMatchObject({ ino, mtimeNs });
});

test('a dry run tells what would be done and makes no file', async () => {
  const report = await applyConfiguration({
    kv: `json://${file}`,
    entries,
    owner: 'test',
    dryRun: true,
  });
  expect(report.added).toHaveLength(new Set(entries.map(({ key }) => key)).size);
  expect(existsSync(file)).toBe(false);
});

test('a cluster that comes up while the KV is waited for keeps its keys: it is asked again once nobody else can write', async () => {
  const kv = `json://${file}`;
  await applyConfiguration({ kv, entries, owner: 'test' });
  const before = readFileSync(file, 'utf8');
  const answers = [false, true];
  await expect(
    applyConfiguration({
      kv,
      entries: other,
      owner: 'test',
      replace: 'renumber',
      running: () => Promise.resolve(answers.shift() ?? true),
    }),
  ).rejects.toMatchObject({ code: 'APPLY_CLUSTER_RUNS' });
  expect({ text: readFileSync(file, 'utf8'), answers }).toEqual({ text: before, answers: [] });
});

test('another configuration is refused, and replaced when that is allowed; a running cluster is asked about only then', async () => {
  const kv = `json://${file}`;
  await applyConfiguration({
    kv,
    entries,
    owner: 'test',
    running: () => Promise.reject(new Error('asked for nothing')),
  });
  await expect(applyConfiguration({ kv, entries: other, owner: 'test' })).rejects.toMatchObject({
    code: 'APPLY_DIFFERENT',
  });
  await expect(
    applyConfiguration({
      kv,
      entries: other,
      owner: 'test',
      replace: 'renumber',
      running: () => Promise.resolve(true),
    }),
  ).rejects.toMatchObject({ code: 'APPLY_CLUSTER_RUNS' });
  expect(content()['m0conf/pools/0x6f00000000000001:0x0']).toBe('tier1');
  expect(
    await applyConfiguration({
      kv,
      entries: other,
      owner: 'test',
      replace: true,
      running: () => Promise.resolve(false),
    }),
  ).toMatchObject({ generation: 2, changed: ['m0conf/pools/0x6f00000000000001:0x0'] });
  expect(content()['m0conf/pools/0x6f00000000000001:0x0']).toBe('tier2');
});

test('a key changed by hand is put right, but not under a running cluster', async () => {
  const kv = `json://${file}`;
  await applyConfiguration({ kv, entries, owner: 'test' });
  writeFileSync(file, JSON.stringify({ ...content(), 'ssc-0': 'wrong' }));
  expect(await readState(kv)).toMatchObject({ kind: 'applied', intact: false });
  await expect(
    applyConfiguration({ kv, entries, owner: 'test', running: () => Promise.resolve(true) }),
  ).rejects.toMatchObject({ code: 'APPLY_CLUSTER_RUNS', problems: [{ where: { key: 'ssc-0' } }] });
  expect(
    await applyConfiguration({ kv, entries, owner: 'test', running: () => Promise.resolve(false) }),
  ).toMatchObject({ changed: ['ssc-0'], generation: 2 });
  expect(await readState(kv)).toMatchObject({ kind: 'applied', intact: true });
});

test('the same keys of another description are another configuration', async () => {
  const kv = `json://${file}`;
  await applyConfiguration({ kv, entries, owner: 'test', description: 'N=4' });
  const before = readFileSync(file);
  const changed = { kv, entries, owner: 'test', description: 'N=8' };
  await expect(applyConfiguration(changed)).rejects.toMatchObject({
    code: 'APPLY_DIFFERENT',
    message: expect.stringContaining('same keys, but from another cluster description') as string,
  });
  await expect(
    applyConfiguration({ ...changed, replace: true, running: () => Promise.resolve(true) }),
  ).rejects.toMatchObject({ code: 'APPLY_CLUSTER_RUNS' });
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(
    await applyConfiguration({ ...changed, replace: true, running: () => Promise.resolve(false) }),
  ).toMatchObject({ added: [], changed: [], removed: [], unchanged: false, generation: 2 });
  expect(await applyConfiguration(changed)).toMatchObject({ unchanged: true, generation: 2 });
  // Whoever does not know of descriptions compares the keys.
  expect(await applyConfiguration({ kv, entries, owner: 'test' })).toMatchObject({
    unchanged: true,
  });
});

test('many at once on one document: one writes, the others find it done', async () => {
  const reports = await Promise.all(
    Array.from({ length: 8 }, () =>
      applyConfiguration({ kv: `json://${file}`, entries, owner: 'test' }),
    ),
  );
  expect(reports.filter(({ unchanged }) => !unchanged)).toHaveLength(1);
  expect(reports.every(({ generation }) => generation === 1)).toBe(true);
});

test.each([
  ['no JSON', 'APPLY_RECORD'],
  ['{"version": 2, "generation": 1}', 'APPLY_RECORD'],
  ['{"version": 1}', 'APPLY_RECORD'],
])('a record that reads %s is refused, never overwritten', async (record, code) => {
  writeFileSync(file, JSON.stringify({ 'hare_setup/apply': record }));
  await expect(
    applyConfiguration({ kv: `json://${file}`, entries, owner: 'test', replace: 'renumber' }),
  ).rejects.toMatchObject({ code });
  expect(content()).toEqual({ 'hare_setup/apply': record });
});

test('a store that cannot hold such keys is refused', async () => {
  await expect(
    applyConfiguration({ kv: `dir://${folder}`, entries, owner: 'test' }),
  ).rejects.toMatchObject({ code: 'APPLY_TARGET' });
});

test('a KV that stays busy is an error that names who is busy', async () => {
  await expect(
    applyConfiguration({
      kv: fakeTarget({ write: () => Promise.resolve('busy') }),
      entries,
      owner: 'test',
      waitMs: 1,
    }),
  ).rejects.toMatchObject({
    code: 'APPLY_BUSY',
    message: expect.stringContaining('ssc-9') as string,
  });
});

test('a replacement that meanwhile would hit a third configuration is refused', async () => {
  const states = [entries, sampleConfiguration({ nodes: 2, drives: 2, variant: 'third' })].map(
    (held) => snapshotWith(held),
  );
  let reads = 0;
  const kv = fakeTarget({
    read: () => Promise.resolve(states[Math.min(reads++, 1)] ?? snapshotWith([])),
    write: () => Promise.resolve('superseded'),
  });
  await expect(
    applyConfiguration({ kv, entries: other, owner: 'test', replace: true }),
  ).rejects.toMatchObject({ code: 'APPLY_DIFFERENT' });
  expect(reads).toBe(2);
});

test('whoever waits for the writer of another configuration says so, once', async () => {
  const [applied, applying] = [
    snapshotWith(entries),
    snapshotWith(entries, { state: 'applying', previous: { generation: 1, digest: 'sha256:01' } }),
  ];
  let reads = 0;
  const said: string[] = [];
  const kv = fakeTarget({ read: () => Promise.resolve(reads++ < 2 ? applying : applied) });
  await expect(
    applyConfiguration({ kv, entries: other, owner: 'test', log: (line) => said.push(line) }),
  ).rejects.toMatchObject({ code: 'APPLY_DIFFERENT' });
  expect(said).toEqual(['waiting for another process that is writing a configuration to the KV']);
});

function snapshotWith(held: typeof entries, more: Partial<ApplyRecord> = {}): Snapshot {
  const record = JSON.stringify({
    version: 1,
    generation: 1,
    digest: configurationDigest(new Map(held.map(({ key, value }) => [key, String(value)]))),
    state: 'applied',
    owner: 'x',
    time: 't',
    names: [],
    ...more,
  });
  return Snapshot.of('fake:', [
    ...held.map(({ key, value }) => [key, String(value)] as const),
    ['hare_setup/apply', record],
  ]);
}

function fakeTarget(parts: Partial<ApplyTarget>): ApplyTarget {
  return {
    url: 'fake:',
    read: () => Promise.resolve(Snapshot.of('fake:', [])),
    write: () => Promise.resolve('written'),
    waitForOthers: () => Promise.resolve('hare_setup on ssc-9'),
    close: () => Promise.resolve(),
    ...parts,
  };
}
