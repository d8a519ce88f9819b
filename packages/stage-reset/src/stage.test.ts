import { appendFile, mkdir, open, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeSandbox, snapshot, type Sandbox } from '@hare/sandbox';
import { runStageInProcess } from '@hare/stage/testing';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { reset } from './stage.js';

let sandbox: Sandbox;
let env: Record<string, string>;
let kvFile: string;
const mkfs = `${JSON.stringify({ version: 1, clusterId: 'c', cdfDigest: 'd', state: 'done', time: '2026-01-01T00:00:00Z', host: 'h' })}\n`;
const at = (...parts: string[]): string => path.join(sandbox.root, ...parts);
const isOwnTrace = (relative: string): boolean =>
  /(^|\/)(setup\.log|journal\.jsonl|receipt\.json)$|\.lock$|^root\/run(\/|$)/.test(relative);
const tree = (): Record<string, string> => snapshot(sandbox.folder, isOwnTrace);
const resetHere = (...argv: readonly string[]): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(reset, { argv: ['--root', sandbox.root, ...argv], env });

beforeEach(async () => {
  sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() => rm(sandbox.folder, { recursive: true }));
  kvFile = path.join(sandbox.folder, 'kv.json');
  env = { ...sandbox.env, HARE_KV: `json://${kvFile}` };
  await writeFile(
    kvFile,
    JSON.stringify(
      { epoch: '1', 'hare_setup/test/run': 'x', 'hare_setup/mkfs': mkfs, other: 'foreign' },
      undefined,
      2,
    ),
  );
  await mkdir(at('var/lib/hare/setup/test/plans'), { recursive: true });
  await writeFile(at('var/lib/hare/setup/test/plans/result.json'), '{}');
  await writeFile(at('var/lib/hare/setup/mkfs.json'), mkfs);
  await writeFile(at('var/lib/hare/cluster.yaml'), 'nodes: []\n');
  await mkdir(at('var/log/seagate/hare/old'), { recursive: true });
  for (const name of [
    'hax.log',
    'hax.log.1',
    'consul-agent.log-20260101.gz',
    'setup.log.1',
    'old/hax.log',
    'notes.txt',
  ])
    await writeFile(at('var/log/seagate/hare', name), 'text\n');
});

test('logs and what test left are gone; CDF, mkfs record, foreign files and keys stay', async () => {
  const before = tree();
  const { exitCode, report } = await resetHere();
  expect({ exitCode, outcome: report.outcome }).toEqual({ exitCode: 0, outcome: 'changed' });
  const gone = Object.keys(before).filter((file) => tree()[file] === undefined);
  expect(gone.map((file) => file.replace(/^root\/var\//, '')).sort()).toEqual(
    [
      'lib/hare/setup/test',
      'lib/hare/setup/test/plans',
      'lib/hare/setup/test/plans/result.json',
      ...[
        'consul-agent.log-20260101.gz',
        'hax.log',
        'hax.log.1',
        'old',
        'old/hax.log',
        'setup.log.1',
      ].map((name) => `log/seagate/hare/${name}`),
    ].sort(),
  );
  expect(JSON.parse(await readFile(kvFile, 'utf8'))).toEqual({
    epoch: '1',
    'hare_setup/mkfs': mkfs,
    other: 'foreign',
  });
});

test('the second run finds nothing to do', async () => {
  await resetHere();
  const once = tree();
  const { exitCode, report } = await resetHere();
  expect({ exitCode, outcome: report.outcome }).toEqual({ exitCode: 0, outcome: 'unchanged' });
  expect(tree()).toEqual(once);
});

test('a dry run names every file and key, and changes nothing', async () => {
  const before = tree();
  const { exitCode, stdout } = await resetHere('--dry-run', '--forget-mkfs');
  expect(exitCode).toBe(0);
  for (const name of ['hax.log.1', 'result.json', 'hare_setup/test/run', 'mkfs.json'])
    expect(stdout).toContain(name);
  expect(tree()).toEqual(before);
});

test('a log that a process has open is emptied, and the process writes on into the same file', async () => {
  const file = at('var/log/seagate/hare/hax.log');
  const { spawn } = await import('node:child_process');
  const handle = await open(file, 'a');
  const child = spawn('sleep', ['60'], { stdio: ['ignore', handle.fd, 'ignore'] });
  onTestFinished(() => void child.kill());
  await handle.close();
  expect((await resetHere()).exitCode).toBe(0);
  expect((await stat(file)).size).toBe(0);
  await appendFile(file, 'more');
  expect((await resetHere('--dry-run')).stdout).toContain('hax.log (in use: emptied)');
});

test('--forget-mkfs without --yes changes nothing at all, also where no terminal is', async () => {
  const before = tree();
  const { exitCode, stdout, stderr } = await resetHere('--forget-mkfs');
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('CONFIRMATION_NEEDED');
  expect(stderr).toContain('all data are lost');
  expect(tree()).toEqual(before);
});

test('--forget-mkfs --yes clears the record in file and KV, a damaged one too', async () => {
  await writeFile(at('var/lib/hare/setup/mkfs.json'), 'garbage');
  expect((await resetHere('--forget-mkfs', '--yes')).exitCode).toBe(0);
  await expect(stat(at('var/lib/hare/setup/mkfs.json'))).rejects.toThrow('ENOENT');
  expect(JSON.parse(await readFile(kvFile, 'utf8'))).toEqual({ epoch: '1', other: 'foreign' });
  expect((await resetHere('--forget-mkfs', '--yes')).report.outcome).toBe('unchanged');
});

test('a Consul that is down does not stop reset', async () => {
  env['HARE_KV'] = 'consul://127.0.0.1:1/';
  const { exitCode, report } = await resetHere();
  expect(exitCode).toBe(0);
  expect(report.steps.find(({ id }) => id === 'kv-test-keys')).toMatchObject({
    outcome: 'unchanged',
    note: 'no Consul at consul://127.0.0.1:1/',
  });
});

test('a link in place of the log folder is refused, and what is behind it stays', async () => {
  const elsewhere = path.join(sandbox.folder, 'elsewhere');
  await mkdir(elsewhere);
  await writeFile(path.join(elsewhere, 'precious.log'), 'data');
  await rm(at('var/log/seagate/hare'), { recursive: true });
  await symlink(elsewhere, at('var/log/seagate/hare'));
  const { exitCode, stderr } = await resetHere();
  expect(exitCode).toBe(1);
  expect(stderr).toContain('PLACE_IS_LINK');
  expect(await readFile(path.join(elsewhere, 'precious.log'), 'utf8')).toBe('data');
});

test('links among the logs are left alone', async () => {
  const precious = path.join(sandbox.folder, 'precious.log');
  await writeFile(precious, 'data');
  await symlink(precious, at('var/log/seagate/hare/link.log'));
  await symlink(sandbox.folder, at('var/log/seagate/hare/folder'));
  expect((await resetHere()).exitCode).toBe(0);
  expect(await readFile(precious, 'utf8')).toBe('data');
});

test("in a log folder that is not Hare's alone only logs that bear its name go", async () => {
  const shared = path.join(sandbox.folder, 'shared');
  await mkdir(shared);
  for (const name of ['syslog.log', 'hare-hax.log'])
    await writeFile(path.join(shared, name), 'text');
  env['HARE_LOG_DIR'] = shared;
  expect((await resetHere()).exitCode).toBe(0);
  expect(await readFile(path.join(shared, 'syslog.log'), 'utf8')).toBe('text');
  await expect(stat(path.join(shared, 'hare-hax.log'))).rejects.toThrow('ENOENT');
});
