import { rmSync, unlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { makeSandbox, type Sandbox } from '@hare/sandbox';
import { runStageInProcess } from '@hare/stage/testing';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { prepare } from './stage.js';

let machine: Sandbox;
let kv: string;

beforeEach(() => {
  machine = makeSandbox({ packageManager: 'dpkg' });
  onTestFinished(() => rmSync(machine.folder, { recursive: true }));
  kv = path.join(machine.folder, 'kv.json');
});

const prepareHere = (
  env: Readonly<Record<string, string>>,
  ...argv: readonly string[]
): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(prepare, {
    argv: ['--root', machine.root, '--config', machine.url, ...argv],
    env: { PATH: process.env['PATH'] ?? '', ...machine.env, ...env },
  });

test('the facts of this node are in the KV after the first run, and the second changes nothing', async () => {
  const first = await prepareHere({}, '--kv', `json://${kv}`);
  expect(first, first.stderr).toMatchObject({ exitCode: 0, report: { outcome: 'changed' } });
  const keys = JSON.parse(await readFile(kv, 'utf8')) as Record<string, string>;
  expect(JSON.parse(keys['srvnode-1.data.private/facts'] ?? '')).toMatchObject({
    processorcount: cpus().length,
    memorysize_mb: Math.floor(totalmem() / 2 ** 20),
  });
  expect(JSON.parse(keys['srvnode-1.data.private/drives/dev/sdc'] ?? '')).toMatchObject({
    path: '/dev/sdc',
    size: 10 * 1024 ** 3,
  });
  expect(keys).toMatchObject({
    config_path: machine.url,
    'srvnode-1.data.private/log_path': path.join(machine.root, 'var/log/seagate/hare'),
  });
  expect((await prepareHere({}, '--kv', `json://${kv}`)).report.outcome).toBe('unchanged');
});

test('without a KV the devices are checked and the facts are left to config', async () => {
  const { exitCode, report } = await prepareHere({});
  expect(exitCode).toBe(0);
  expect(report.steps.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['devices', 'unchanged'],
    ['facts', 'deferred'],
  ]);
});

test('a device that is missing, and files where devices are wanted, are refused by name and nothing is written', async () => {
  unlinkSync(path.join(machine.root, 'dev/sdd'));
  const { exitCode, stdout, stderr } = await prepareHere(
    { HARE_DEVICES_ALLOW_FILES: 'false' },
    '--kv',
    `json://${kv}`,
  );
  expect(exitCode).toBe(1);
  expect(stdout + stderr).toContain('/dev/sdd');
  expect(stdout + stderr).toContain('/dev/sdc');
  await expect(readFile(kv)).rejects.toThrow('ENOENT');
});
