import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {
  layConfiguration,
  makeSandbox,
  snapshot,
  type LaidConfiguration,
  type Sandbox,
} from '@hare/sandbox';
import { runStageInProcess, withWorldMoving } from '@hare/stage/testing';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { reset } from './stage.js';

let sandbox: Sandbox;
let laid: LaidConfiguration;
let precious: string;
const resetWhile = (
  id: string,
  move: () => unknown,
  ...argv: readonly string[]
): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(withWorldMoving(reset, id, move), {
    argv: ['--root', sandbox.root, ...argv],
    env: sandbox.env,
  });
const keys = (): Record<string, string> =>
  JSON.parse(readFileSync(laid.kvFile, 'utf8')) as Record<string, string>;
const testFolder = (): string => laid.at('var/lib/hare/setup/test');
const logs = (): string => laid.at('var/log/seagate/hare');

beforeEach(() => {
  sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() => rmSync(sandbox.folder, { recursive: true }));
  laid = layConfiguration(sandbox);
  writeFileSync(laid.kvFile, JSON.stringify({ ...keys(), 'hare_setup/test/1/0': 'x' }));
  mkdirSync(testFolder());
  writeFileSync(path.join(testFolder(), 'result.json'), '{}');
  // It has the same content as the folders to remove, so that a link that is followed leads to
  // something.
  precious = path.join(sandbox.folder, 'precious');
  mkdirSync(precious);
  for (const name of ['result.json', 'hare-hax.log', 'mkfs.json'])
    writeFileSync(path.join(precious, name), 'precious\n');
});

test('what another writes to the KV before the keys of test are removed stays, and further keys of test go too', async () => {
  const before = keys();
  const { exitCode, stdout } = await resetWhile('kv-test-keys', () =>
    writeFileSync(
      laid.kvFile,
      JSON.stringify({ ...keys(), 'hare_setup/test/2/0': 'x', epoch: '7', vault: 'x' }),
    ),
  );
  expect(exitCode, stdout).toBe(0);
  const { 'hare_setup/test/1/0': _, ...rest } = before;
  expect(keys()).toEqual({ ...rest, epoch: '7', vault: 'x' });
});

test('a KV that cannot be read any more fails, and nothing is removed', async () => {
  const { exitCode, report, stdout } = await resetWhile('kv-test-keys', () =>
    writeFileSync(laid.kvFile, '{'),
  );
  expect(exitCode, stdout).toBe(1);
  expect(report.steps.find(({ id }) => id === 'kv-test-keys')).toMatchObject({
    outcome: 'failed',
    code: 'SYNTAX',
  });
  expect([
    readFileSync(laid.kvFile, 'utf8'),
    existsSync(testFolder()),
    existsSync(path.join(logs(), 'hare-hax.log')),
  ]).toEqual(['{', true, true]);
});

test.each<[string, string, () => string]>([
  ['test-artifacts', 'the folder of test', testFolder],
  ['logs', 'the folder of logs', logs],
  ['logs', 'a log', () => path.join(logs(), 'hare-hax.log')],
  ['mkfs-forgotten', 'the state folder', () => laid.at('var/lib/hare/setup')],
])('%s: %s that becomes a link meanwhile is not followed', async (id, _title, place) => {
  const before = snapshot(precious);
  const { report } = await resetWhile(
    id,
    () => {
      renameSync(place(), `${place()}.away`);
      symlinkSync(
        place().endsWith('.log') ? path.join(precious, 'hare-hax.log') : precious,
        place(),
      );
    },
    '--forget-mkfs',
    '--yes',
  );
  expect(report.steps.map(({ code }) => code)).not.toContain('DEFECT');
  expect(snapshot(precious)).toEqual(before);
});

test('a log that a process opens meanwhile is emptied and stays', async () => {
  const log = path.join(logs(), 'hare-hax.log');
  const { exitCode, stdout } = await resetWhile('logs', async () => {
    const descriptor = openSync(log, 'a');
    const writer = spawn('cat', { stdio: ['pipe', descriptor, 'ignore'] });
    closeSync(descriptor);
    onTestFinished(() => void writer.kill('SIGKILL'));
    await new Promise((resolve) => writer.once('spawn', resolve));
  });
  expect(exitCode, stdout).toBe(0);
  expect(lstatSync(log).size).toBe(0);
});
