import { execFile } from 'node:child_process';
import { copyFileSync, existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { temporaryOf } from '@hare/base';
import {
  foreignKeys,
  hareKeys,
  layConfiguration,
  makeSandbox,
  snapshot,
  type LaidConfiguration,
  type Sandbox,
} from '@hare/sandbox';
import { openSimulation, type Simulation } from '@hare/hctl-simulator';
import { runStageInProcess, withWorldMoving } from '@hare/stage/testing';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { cleanup } from './stage.js';

let sandbox: Sandbox;
let laid: LaidConfiguration;
let simulation: Simulation;
let env: Record<string, string>;

const isOwnTrace = (relative: string): boolean =>
  /(^|\/)(setup\.log|journal\.jsonl)$|\.lock$|^root\/run(\/|$)|^hctl-state/.test(relative);
const tree = (): Record<string, string> => snapshot(sandbox.folder, isOwnTrace);
const cleanupHere = (...argv: readonly string[]): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(cleanup, { argv: ['--root', sandbox.root, ...argv], env });
const keys = async (): Promise<unknown> => JSON.parse(await readFile(laid.kvFile, 'utf8'));
let cdfCopy: string;
const startCluster = async (): Promise<void> => {
  await promisify(execFile)(env['HARE_HCTL'] ?? '', ['bootstrap', '--mkfs', cdfCopy], {
    env: { ...process.env, ...env },
  });
};

beforeEach(() => {
  sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() => rm(sandbox.folder, { recursive: true }));
  laid = layConfiguration(sandbox);
  cdfCopy = path.join(sandbox.folder, 'copy-of-cluster.yaml');
  copyFileSync(laid.at('var/lib/hare/cluster.yaml'), cdfCopy);
  simulation = openSimulation(sandbox.hctlState);
  env = { ...sandbox.env };
});

test('configuration, keys and logs are gone; the mkfs record, foreign files and foreign keys stay', async () => {
  const before = tree();
  const { exitCode, report, stdout } = await cleanupHere();
  expect({ exitCode, outcome: report.outcome }, stdout).toEqual({
    exitCode: 0,
    outcome: 'changed',
  });
  const after = tree();
  expect(
    Object.keys(after).filter((file) =>
      /lib\/hare|log\/seagate|motr|logrotate|sysconfig/.test(file),
    ),
  ).toEqual([
    'root/etc/logrotate.d',
    'root/etc/logrotate.d/hare',
    'root/etc/logrotate.d/other',
    'root/etc/sysconfig',
    'root/etc/sysconfig/m0d-0x7200000000000001:0xa',
    'root/etc/sysconfig/sshd',
    'root/var/lib/hare',
    'root/var/lib/hare/notes.txt',
    'root/var/lib/hare/setup',
    'root/var/lib/hare/setup/mkfs.cdf.yaml',
    'root/var/lib/hare/setup/mkfs.json',
    'root/var/log/seagate',
    'root/var/log/seagate/hare',
    'root/var/motr',
    'root/var/motr/m0d-1',
    'root/var/motr/m0d-1/db',
    'root/var/motr/m0d-1/db/0',
  ]);
  for (const file of Object.keys(after))
    if (file !== 'kv.json') expect(after[file]).toBe(before[file]);
  expect(await keys()).toEqual(foreignKeys);
});

test('the second run finds nothing to do', async () => {
  await cleanupHere();
  const once = tree();
  const { exitCode, report } = await cleanupHere('--kv', laid.kvUrl);
  expect({ exitCode, outcome: report.outcome }).toEqual({ exitCode: 0, outcome: 'unchanged' });
  expect(tree()).toEqual(once);
});

test('empty folders that a killed run left are removed by the next one', async () => {
  await cleanupHere();
  const once = tree();
  await mkdir(laid.at('var/lib/hare/sysconfig/motr/srvnode-1.data.private'), { recursive: true });
  const { exitCode, report } = await cleanupHere('--kv', laid.kvUrl);
  expect({ exitCode, outcome: report.outcome }).toEqual({ exitCode: 0, outcome: 'changed' });
  expect(tree()).toEqual(once);
});

test('so are those beside files that it did not come to', async () => {
  await mkdir(laid.at('var/lib/hare/sysconfig/motr/killed/deep'), { recursive: true });
  const { exitCode, report } = await cleanupHere();
  expect({ exitCode, outcome: report.outcome }).toEqual({ exitCode: 0, outcome: 'changed' });
  expect(
    Object.keys(tree()).filter((file) => file.startsWith('root/var/lib/hare/sysconfig')),
  ).toEqual([]);
});

test('--pre-factory leaves nothing of Hare and Motr behind', async () => {
  expect((await cleanupHere('--pre-factory')).exitCode).toBe(0);
  const left = Object.keys(tree()).filter((file) => /hare|motr|m0d/.test(file));
  expect(left).toEqual([
    'root/var/lib/hare',
    'root/var/lib/hare/notes.txt',
    'root/var/lib/hare/setup',
    'root/var/log/seagate/hare',
  ]);
  expect(Object.keys(tree())).toEqual(
    expect.arrayContaining(['root/etc/logrotate.d/other', 'root/etc/sysconfig/sshd']),
  );
});

test('a dry run names files and keys, and changes nothing', async () => {
  const before = tree();
  const { exitCode, stdout } = await cleanupHere('--dry-run', '--pre-factory');
  expect(exitCode).toBe(0);
  for (const name of [
    'confd.xc',
    'cluster.yaml',
    '- m0conf/nodes/',
    'hare_setup/apply',
    'hare-hax.log',
    'config.json',
    'var/motr',
    'mkfs.json',
  ])
    expect(stdout).toContain(name);
  expect(tree()).toEqual(before);
});

test('on a terminal nothing happens without --yes, and what would be lost is listed', async () => {
  const before = tree();
  const asked = await runStageInProcess(cleanup, {
    argv: ['--root', sandbox.root],
    env,
    terminal: true,
  });
  expect(asked.exitCode).toBe(1);
  expect(asked.stderr).toContain('CONFIRMATION_NEEDED');
  expect(JSON.stringify(asked.report.steps[0])).toContain('confd.xc');
  expect(tree()).toEqual(before);
  const agreed = await runStageInProcess(cleanup, {
    argv: ['--root', sandbox.root, '--yes'],
    env,
    terminal: true,
  });
  expect(agreed.exitCode).toBe(0);
  expect(
    (
      await runStageInProcess(cleanup, {
        argv: ['--root', sandbox.root, '--kv', laid.kvUrl],
        env,
        terminal: true,
      })
    ).exitCode,
  ).toBe(0);
});

test('a person at a terminal is shown what would be removed and asked; without a yes nothing is', async () => {
  const before = tree();
  const answering = (answer: string): ReturnType<typeof runStageInProcess> =>
    runStageInProcess(cleanup, { argv: ['--root', sandbox.root], env, terminal: true, answer });
  const refused = await answering('no');
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toMatch(/confd\.xc[^]*Remove all this\? \[y\/N\] /);
  expect(refused.stderr).toContain('you did not agree; nothing was changed');
  expect(tree()).toEqual(before);
  expect((await answering('y')).exitCode).toBe(0);
  expect(tree()).not.toEqual(before);
});

test('a running cluster is shut down after its keys are gone and before its files go', async () => {
  await startCluster();
  const { exitCode, report } = await cleanupHere();
  expect(exitCode).toBe(0);
  expect(simulation.cluster()).toBeUndefined();
  expect(report.steps.map(({ id, outcome }) => `${id} ${outcome}`).slice(0, 6)).toEqual([
    'confirmed unchanged',
    'mkfs-kept unchanged',
    'kv changed',
    'cluster-down changed',
    'kv-after-shutdown unchanged',
    'configuration changed',
  ]);
});

test('a cluster that does not stop keeps its configuration', async () => {
  await startCluster();
  await simulation.fail({ 'shutdown-stuck': true });
  env['HARE_TIMEOUTS_SHUTDOWN'] = '4s';
  const { exitCode, stderr } = await cleanupHere();
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/HCTL_(SHUTDOWN_FAILED|TIMED_OUT)/);
  expect(await readFile(laid.at('var/lib/hare/confd.xc'), 'utf8')).toContain('confd.xc');
  expect(await readFile(laid.at('var/lib/hare/setup/config.json'), 'utf8')).toContain('json://');
});

test.each([
  ['configuration', 'var/lib/hare/confd.xc'],
  ['state', 'var/lib/hare/setup/config.json'],
])('a cluster that somebody starts before step %s keeps what it removes', async (id, file) => {
  const { exitCode, report } = await runStageInProcess(withWorldMoving(cleanup, id, startCluster), {
    argv: ['--root', sandbox.root],
    env,
  });
  expect(exitCode).toBe(1);
  expect(report.steps.find((step) => step.id === id)).toMatchObject({
    outcome: 'failed',
    code: 'CLUSTER_RUNS',
  });
  expect(existsSync(laid.at(file))).toBe(true);
});

test('a cluster in unknown condition is not touched, nor are its files', async () => {
  await simulation.fail({ 'status-exit': 7 });
  const before = tree();
  const { exitCode, stderr } = await cleanupHere();
  expect(exitCode).toBe(1);
  expect(stderr).toContain('HCTL_STATUS_FAILED');
  expect(tree()).toEqual(before);
});

test('the record of mkfs that only the KV has is kept in the state folder', async () => {
  await rm(laid.at('var/lib/hare/setup/mkfs.json'));
  expect((await cleanupHere()).exitCode).toBe(0);
  expect(JSON.parse(await readFile(laid.at('var/lib/hare/setup/mkfs.json'), 'utf8'))).toMatchObject(
    { state: 'done', clusterId: 'demo-cluster' },
  );
  expect(await keys()).toEqual(foreignKeys);
});

test('a KV that was named and does not answer is a failure before anything is changed', async () => {
  const before = tree();
  const { exitCode, stderr } = await runStageInProcess(cleanup, {
    argv: ['--root', sandbox.root, '--kv', `json://${sandbox.root}/etc/hostname`],
    env,
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('etc/hostname');
  expect(tree()).toEqual(before);
});

test('links are not followed: what they point to stays', async () => {
  const precious = path.join(sandbox.folder, 'precious');
  await mkdir(path.join(precious, 'motr/srv'), { recursive: true });
  await writeFile(path.join(precious, 'motr/srv/m0d-0x7200000000000001:0xb'), 'data');
  await writeFile(path.join(precious, 'confd.xc'), 'data');
  await rm(laid.at('var/lib/hare/confd.xc'));
  await symlink(path.join(precious, 'confd.xc'), laid.at('var/lib/hare/confd.xc'));
  await rm(laid.at('var/lib/hare/sysconfig'), { recursive: true });
  await symlink(precious, laid.at('var/lib/hare/sysconfig'));
  await symlink(precious, laid.at('var/motr/link'));
  const { exitCode, report } = await cleanupHere('--pre-factory');
  expect(exitCode).toBe(0);
  expect(report.steps.find(({ id }) => id === 'configuration')?.warnings?.join()).toContain(
    'confd.xc is not a regular file',
  );
  expect(Object.keys(snapshot(precious))).toEqual([
    'confd.xc',
    'motr',
    'motr/srv',
    'motr/srv/m0d-0x7200000000000001:0xb',
  ]);
});

test.each(['var/lib/hare', 'var/motr', 'var/log/seagate/hare'])(
  'a link in place of %s is refused before anything is changed',
  async (folder) => {
    const elsewhere = path.join(sandbox.folder, 'elsewhere');
    const { rename } = await import('node:fs/promises');
    await rename(laid.at(folder), elsewhere);
    await symlink(elsewhere, laid.at(folder));
    const before = tree();
    const { exitCode, stderr } = await cleanupHere('--pre-factory', '--kv', laid.kvUrl);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('PLACE_IS_LINK');
    expect(
      Object.fromEntries(
        Object.entries(tree()).filter(([file]) => !file.startsWith('elsewhere/setup.log')),
      ),
    ).toEqual(before);
  },
);

test('a CDF that config wrote elsewhere goes; a file that is no CDF any more stays', async () => {
  const config = laid.at('var/lib/hare/setup/config.json');
  const elsewhere = path.join(sandbox.folder, 'my-cluster.yaml');
  const record = JSON.parse(await readFile(config, 'utf8')) as object;
  await writeFile(config, JSON.stringify({ ...record, cdf: elsewhere }));
  await writeFile(elsewhere, 'root:x:0:0\n');
  expect(
    (await cleanupHere('--dry-run')).report.steps
      .find(({ id }) => id === 'configuration')
      ?.warnings?.join(),
  ).toContain('is no longer a cluster description');
  await writeFile(elsewhere, 'nodes: []\npools: []\n');
  expect((await cleanupHere()).exitCode).toBe(0);
  await expect(stat(elsewhere)).rejects.toThrow('ENOENT');
});

test.each(['a file of its own', 'a link to it'])(
  'what --file names is read, not removed, when config did not write it: %s',
  async (kind) => {
    const file = path.join(sandbox.folder, 'mine.yaml');
    const written = laid.at('var/lib/hare/cluster.yaml');
    const text = await readFile(written, 'utf8');
    await writeFile(file, text);
    const named = kind === 'a link to it' ? path.join(sandbox.folder, 'link.yaml') : file;
    if (named !== file) await symlink(file, named);
    const { exitCode, stdout, stderr } = await cleanupHere('--file', named);
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout + stderr).toContain(
      `${named} in --file was not written by config; it was not touched`,
    );
    expect(await readFile(named, 'utf8')).toBe(text);
    expect(existsSync(written)).toBe(false);
    expect(Object.keys((await keys()) as object).sort()).toEqual(Object.keys(foreignKeys).sort());
  },
);

test('--file that names what config wrote removes it', async () => {
  const written = laid.at('var/lib/hare/cluster.yaml');
  expect(await cleanupHere('--file', written)).toMatchObject({ exitCode: 0 });
  expect(existsSync(written)).toBe(false);
});

test('what killed writers left is cleaned up too', async () => {
  await writeFile(temporaryOf(laid.at('var/lib/hare/cluster.yaml'), 999999999), 'half');
  await writeFile(temporaryOf(laid.at('var/lib/hare/setup/config.json'), 999999999), 'half');
  await mkdir(laid.at('var/lib/hare/.hare-cfgen.commit/files'), { recursive: true });
  await cleanupHere();
  expect(Object.keys(tree()).filter((file) => path.basename(file).startsWith('.'))).toEqual([]);
});

test('every family of Hare is in the keys that are removed', () => {
  expect(Object.keys(hareKeys()).length).toBeGreaterThan(18);
});

test('what upgrades kept beside description and record goes too, and files that only look alike stay', async () => {
  const kept = [
    'cluster.yaml.0.3.1',
    'cluster.yaml.old-2',
    'setup/config.json.old',
    'setup/upgrade.json',
  ];
  const others = ['cluster.yaml.mine', 'cluster.yaml.old.bak'];
  for (const name of [...kept, ...others]) await writeFile(laid.at(`var/lib/hare/${name}`), '{}\n');
  expect((await cleanupHere()).exitCode).toBe(0);
  const left = Object.keys(tree());
  expect(kept.filter((name) => left.includes(`root/var/lib/hare/${name}`))).toEqual([]);
  expect(others.filter((name) => left.includes(`root/var/lib/hare/${name}`))).toEqual(others);
});

test('what hctl bootstrap left is gone, and nothing beside it or behind a link', async () => {
  const lay = async (relative: string): Promise<void> => {
    await mkdir(path.dirname(laid.at(relative)), { recursive: true });
    await writeFile(laid.at(relative), 'x');
  };
  const left = [
    'var/lib/hare/consul-env',
    'var/lib/hare/consul-data-srvnode-1/raft/raft.db',
    'etc/consul.d/consul-server-conf.json',
    'etc/motr/confd.xc',
  ];
  const foreign = [
    'etc/consul.d/other.json',
    'etc/motr/other.xc',
    'srv/consul/raft.db',
    'etc/sysconfig/motr-kernel',
  ];
  for (const file of [...left, ...foreign]) await lay(file);
  await symlink(laid.at('srv/consul'), laid.at('var/lib/hare/consul-data-link'));
  expect(await cleanupHere()).toMatchObject({ exitCode: 0 });
  expect([...left, ...foreign].filter((file) => existsSync(laid.at(file)))).toEqual(foreign);
  expect(await cleanupHere()).toMatchObject({ exitCode: 0, report: { outcome: 'unchanged' } });
});

test.each(['', 'no JSON', '{"version": 1}'])(
  'a damaged record of config (%j) is a warning, and goes with the rest',
  async (text) => {
    await writeFile(laid.at('var/lib/hare/setup/config.json'), text);
    const { exitCode, stdout, stderr } = await cleanupHere('--kv', laid.kvUrl);
    expect(exitCode, stdout).toBe(0);
    expect(stderr).toContain('the record of config is ignored');
    expect(existsSync(laid.at('var/lib/hare/setup/config.json'))).toBe(false);
    expect(existsSync(laid.at('var/lib/hare/cluster.yaml'))).toBe(false);
    expect(await keys()).toEqual(foreignKeys);
  },
);
