import { rmSync, truncateSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { verify, openTarget } from '@hare/kv';
import { makeSandbox, snapshot, type Sandbox } from '@hare/sandbox';
import { runStageInProcess } from '@hare/stage/testing';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { config } from './stage.js';

let machine: Sandbox;
let kv: string;

beforeEach(() => {
  machine = makeSandbox({ packageManager: 'dpkg' });
  onTestFinished(() => rmSync(machine.folder, { recursive: true }));
  kv = `json://${path.join(machine.folder, 'kv.json')}`;
});

const configHere = (...argv: readonly string[]): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(config, {
    argv: ['--root', machine.root, '--config', machine.url, ...argv],
    env: { PATH: process.env['PATH'] ?? '', ...machine.env },
  });

const stepOf = (
  { report }: Awaited<ReturnType<typeof configHere>>,
  id: string,
): object | undefined => report.steps.find((step) => step.id === id);

async function editConfStore(change: (text: string) => string): Promise<void> {
  await writeFile(machine.confstoreFile, change(await readFile(machine.confstoreFile, 'utf8')));
}

/**
 * Adds a disk behind the others: nothing that exists gets another fid, but the CAS drive behind it
 * does.
 */
async function addDisk(): Promise<void> {
  await writeFile(path.join(machine.root, 'dev/sdg'), '');
  truncateSync(path.join(machine.root, 'dev/sdg'), 10 * 1024 ** 3);
  await editConfStore((text) => text.replace('"/dev/sdf"', '"/dev/sdf", "/dev/sdg"'));
}

async function keysIn(url: string): Promise<ReadonlyMap<string, string>> {
  const target = await openTarget(url);
  try {
    const found = await target.read();
    expect(verify(found)).toMatchObject({ kind: 'applied' });
    return found.configuration();
  } finally {
    await target.close();
  }
}

test('without a KV and without Consul the files are there and the KV step is deferred', async () => {
  const result = await configHere();
  expect(result, result.stderr).toMatchObject({ exitCode: 0 });
  expect(stepOf(result, 'kv')).toMatchObject({
    outcome: 'deferred',
    reason: 'Consul is not running; hctl bootstrap imports it',
  });
  const files = await readdir(path.join(machine.root, 'var/lib/hare'));
  expect(files).toEqual(
    expect.arrayContaining([
      'cluster.yaml',
      'confd.cg',
      'confd.dhall',
      'confd.xc',
      'consul-agents.json',
      'consul-kv.json',
      'consul-server-conf',
      'node-name',
      'setup',
      'sysconfig',
    ]),
  );
});

test('a named KV gets the whole configuration once, and the second run changes nothing', async () => {
  const first = await configHere('--kv', kv);
  expect(first, first.stderr).toMatchObject({ exitCode: 0, report: { outcome: 'changed' } });
  const keys = await keysIn(kv);
  expect(keys.get('m0conf/nodes/srvnode-1.data.private/processes/1/services/confd')).toBeDefined();
  const before = snapshot(machine.folder, (file) => /setup\.log|journal/.test(file));
  expect((await configHere('--kv', kv)).report.outcome).toBe('unchanged');
  expect(snapshot(machine.folder, (file) => /setup\.log|journal/.test(file))).toEqual(before);
});

test('a different configuration is refused with a diff and nothing is written, and --replace=renumber applies it', async () => {
  await configHere('--kv', kv);
  const before = snapshot(machine.folder, (file) =>
    /setup\.log|journal|exampleV2|dev\/sdg/.test(file),
  );
  await addDisk();
  const refused = await configHere('--kv', kv);
  expect(refused.exitCode).toBe(1);
  expect(stepOf(refused, 'kv')).toMatchObject({ outcome: 'failed', code: 'APPLY_DIFFERENT' });
  expect(
    snapshot(machine.folder, (file) => /setup\.log|journal|exampleV2|dev\/sdg/.test(file)),
  ).toEqual(before);
  const dry = await configHere('--kv', kv, '--dry-run', '--replace=renumber');
  expect(stepOf(dry, 'configuration')).toMatchObject({
    outcome: 'would-change',
    diff: expect.stringContaining('drive /dev/sdg') as string,
  });
  const replaced = await configHere('--kv', kv, '--replace=renumber');
  expect(replaced, replaced.stderr).toMatchObject({ exitCode: 0 });
  expect([...(await keysIn(kv)).values()].some((value) => value.includes('/dev/sdg'))).toBe(true);
});

test.each([
  [
    'data drives that change places',
    '/dev/sdc of srvnode-1.data.private',
    () => editConfStore((text) => text.replace('"/dev/sdc", "/dev/sdd"', '"/dev/sdd", "/dev/sdc"')),
  ],
  ['the metadata device behind a new data drive', '/dev/sdb of srvnode-1.data.private', addDisk],
])(
  'fids of existing drives are not changed by --replace alone: %s',
  async (_what, drive, change) => {
    await configHere('--kv', kv);
    const before = await keysIn(kv);
    await change();
    const refused = await configHere('--kv', kv, '--replace');
    expect(refused.exitCode).toBe(1);
    expect(stepOf(refused, 'kv')).toMatchObject({ code: 'APPLY_RENUMBERS' });
    expect(refused.stdout + refused.stderr).toContain(`${drive} is 0x6400000000000001:`);
    expect(await keysIn(kv)).toEqual(before);
  },
);

test('a KV that was named and is not there is an error, and nothing is written', async () => {
  const result = await configHere('--kv', 'consul://127.0.0.1:1/');
  expect(result.exitCode).toBe(1);
  expect(await readdir(path.join(machine.root, 'var/lib/hare')).catch(() => [])).not.toContain(
    'cluster.yaml',
  );
});

test('the only node of an RFC 20 ConfStore is this machine, whatever its machine-id', async () => {
  await writeFile(path.join(machine.root, 'etc/machine-id'), `${'0'.repeat(32)}\n`);
  await writeFile(path.join(machine.root, 'etc/hostname'), 'elsewhere\n');
  expect(await configHere()).toMatchObject({ exitCode: 0 });
});
