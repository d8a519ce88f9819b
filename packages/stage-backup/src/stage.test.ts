import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  hareKeys,
  layConfiguration,
  makeSandbox,
  snapshot,
  type LaidConfiguration,
  type Sandbox,
} from '@hare/sandbox';
import { unpackBackup, verifyBackup } from '@hare/backup';
import { runStageInProcess } from '@hare/stage/testing';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { backup } from './stage.js';

const host = 'srvnode-1.data.private';
let sandbox: Sandbox;
let laid: LaidConfiguration;
let file: string;
const tree = (): Record<string, string> =>
  snapshot(sandbox.folder, (relative) =>
    /(^|\/)(setup\.log|journal\.jsonl|receipt\.json)$|\.lock$|^root\/run(\/|$)/.test(relative),
  );
const backupTo = (
  target: string,
  ...argv: readonly string[]
): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(backup, {
    argv: ['--root', sandbox.root, '--target', target, ...argv],
    env: sandbox.env,
  });
const mode = async (name: string): Promise<string> =>
  ((await stat(name)).mode & 0o7777).toString(8);

beforeEach(() => {
  sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() => rm(sandbox.folder, { recursive: true }));
  laid = layConfiguration(sandbox);
  file = path.join(sandbox.folder, 'hare.tar.gz');
});

test('the archive holds CDF, generated files, settings, state and keys, as tar reads it too, and only its owner may', async () => {
  await mkdir(laid.at('opt/seagate/cortx/hare/conf'), { recursive: true });
  await writeFile(laid.at('opt/seagate/cortx/hare/conf/hare_setup.yaml'), 'log: {files: 3}\n', {
    mode: 0o640,
  });
  const { exitCode, stdout } = await backupTo(file);
  expect(exitCode, stdout).toBe(0);
  expect(await mode(file)).toBe('600');
  expect(execFileSync('tar', ['tzf', file], { encoding: 'utf8' }).trim().split('\n')).toEqual([
    'manifest.json',
    'var/cluster.yaml',
    'var/confd.cg',
    'var/confd.dhall',
    'var/confd.xc',
    'var/consul-agents.json',
    'var/consul-kv.json',
    'var/consul-server-conf/consul-server-conf.json',
    'var/node-name',
    `var/sysconfig/motr/${host}/m0d-0x7200000000000001:0xa`,
    'state/config.json',
    'state/facts.json',
    'state/mkfs.json',
    'state/mkfs.cdf.yaml',
    'prefix-conf/hare_setup.yaml',
    'etc/logrotate.d/hare',
    'kv.json',
  ]);
  const { manifest, bytes } = await unpackBackup(await readFile(file), { file });
  expect(manifest).toMatchObject({
    host,
    cluster: {
      id: 'demo-cluster',
      nodes: [{ hostname: host, machineId: '3f1c7a52d09b4c0e8a6b5d4e2f907183' }],
    },
    kv: { url: laid.kvUrl, named: true, keys: Object.keys(hareKeys()).length },
  });
  expect(
    Object.fromEntries(JSON.parse(bytes.get('kv.json')?.toString() ?? '') as [string, string][]),
  ).toEqual(hareKeys());
  expect(manifest.files.find(({ name }) => name.includes('m0d-'))?.mode).toBe(0o640);
});

test('the second run writes nothing; a changed file or key makes a new backup', async () => {
  await backupTo(file);
  const once = tree();
  const second = await backupTo(file);
  expect({ exitCode: second.exitCode, outcome: second.report.outcome }).toEqual({
    exitCode: 0,
    outcome: 'unchanged',
  });
  expect(tree()).toEqual(once);
  await writeFile(laid.at('var/lib/hare/confd.xc'), 'other\n');
  const third = await backupTo(file);
  expect(third.report.outcome).toBe('changed');
  expect(third.stdout).toContain('~ var/confd.xc');
});

test('a dry run writes nothing', async () => {
  const before = tree();
  const { exitCode, report } = await backupTo(file, '--dry-run');
  expect({ exitCode, outcome: report.outcome }).toEqual({ exitCode: 0, outcome: 'would-change' });
  expect(tree()).toEqual(before);
});

describe('targets', () => {
  test('a folder gets one file per host, and is made private', async () => {
    const folder = path.join(sandbox.folder, 'backups/hare');
    expect((await backupTo(folder)).exitCode).toBe(0);
    expect([
      await mode(folder),
      await mode(path.join(folder, `hare_backup_${host}.tar.gz`)),
    ]).toEqual(['700', '600']);
    expect((await verifyBackup(folder, [host])).manifest.host).toBe(host);
  });

  test('a ConfStore keeps what else it holds, and one that is made is private', async () => {
    const made = path.join(sandbox.folder, 'store.json');
    expect((await backupTo(`json://${made}`)).exitCode).toBe(0);
    expect(await mode(made)).toBe('600');
    expect((await verifyBackup(`json://${made}`, [host])).manifest.host).toBe(host);
    const old = path.join(sandbox.folder, 'old.yaml');
    await writeFile(old, '# a comment\na: 1\n');
    expect((await backupTo(`yaml://${old}`)).exitCode).toBe(0);
    expect(await readFile(old, 'utf8')).toMatch(/^# a comment\na: 1\nhare_backup:/);
    expect((await backupTo(`yaml://${old}`)).report.outcome).toBe('unchanged');
    await writeFile(laid.at('var/lib/hare/confd.xc'), 'other\n');
    expect((await backupTo(`yaml://${old}`)).report.outcome).toBe('changed');
    expect((await readFile(old, 'utf8')).match(/part-0000/g)).toHaveLength(1);
  });

  test.each([
    ['a file that is no backup', async () => writeFile(file, 'precious')],
    ['a symbolic link', async () => symlink('/nowhere', file)],
    ['a folder', async () => mkdir(file)],
  ])('%s at the target is refused and stays', async (_, make) => {
    await make();
    const before = tree();
    const { exitCode, stderr } = await backupTo(file);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('BACKUP_TARGET_TAKEN');
    expect(tree()).toEqual(before);
  });

  test('a backup that was cut off, or that others may read, is replaced', async () => {
    await backupTo(file);
    await truncate(file, 900);
    await chmod(file, 0o644);
    expect((await backupTo(file)).exitCode).toBe(0);
    expect(await mode(file)).toBe('600');
    await verifyBackup(file, [host]);
    await chmod(file, 0o644);
    expect((await backupTo(file)).report.outcome).toBe('changed');
    expect(await mode(file)).toBe('600');
  });

  test('a backup of another cluster is not overwritten', async () => {
    await backupTo(file);
    await writeFile(
      laid.at('var/lib/hare/setup/mkfs.json'),
      (await readFile(laid.at('var/lib/hare/setup/mkfs.json'), 'utf8')).replace(
        'demo-cluster',
        'another',
      ),
    );
    const { exitCode, stderr } = await backupTo(file);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('BACKUP_OF_OTHER_CLUSTER');
  });

  test.each([
    [[], 2, '--target is missing'],
    [['--target', 'dict:{}'], 1, 'BACKUP_TARGET'],
    [['--target', 'gopher://x'], 1, 'CONFSTORE_URL'],
  ])('%j ends with %i', async (argv, code, text) => {
    const { exitCode, stdout, stderr } = await runStageInProcess(backup, {
      argv: ['--root', sandbox.root, ...argv],
      env: sandbox.env,
    });
    expect(exitCode).toBe(code);
    expect(stdout + stderr).toContain(text);
  });
});

test('without a configuration nothing is written: a good backup is not replaced by an empty one', async () => {
  await backupTo(file);
  const good = await readFile(file);
  for (const name of ['var/lib/hare/cluster.yaml', 'var/lib/hare/setup/config.json'])
    await rm(laid.at(name));
  const { exitCode, stderr } = await backupTo(file, '--kv', laid.kvUrl);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('NOTHING_TO_BACK_UP');
  expect(await readFile(file)).toEqual(good);
});

test('while a configuration is being applied to the KV nothing is saved', async () => {
  await writeFile(
    laid.kvFile,
    (await readFile(laid.kvFile, 'utf8')).replace(
      '\\"state\\":\\"applied\\"',
      '\\"state\\":\\"applying\\"',
    ),
  );
  const { exitCode, stderr } = await backupTo(file);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('BACKUP_KV_CHANGING');
});

test('passwords of URLs stay out of report and log', async () => {
  const { stdout, stderr } = await backupTo('consul://user:hush-hush-4711@127.0.0.1:1/x');
  expect(
    stdout + stderr + (await readFile(laid.at('var/log/seagate/hare/setup.log'), 'utf8')),
  ).not.toContain('hush-hush-4711');
});

describe('the folder of the target', () => {
  const folder = (): string => path.join(sandbox.folder, 'backups');

  test('is refused when it is a link', async () => {
    await mkdir(path.join(sandbox.folder, 'real'));
    await symlink('real', folder());
    const { exitCode, stderr } = await backupTo(folder());
    expect(exitCode).toBe(1);
    expect(stderr).toContain('the directory is a symbolic link [BACKUP_TARGET]');
  });

  test('is refused when everybody can replace what is in it, unless it is sticky', async () => {
    await mkdir(folder());
    await chmod(folder(), 0o777);
    const { exitCode, stderr } = await backupTo(folder());
    expect(exitCode).toBe(1);
    expect(stderr).toContain('BACKUP_TARGET');
    await chmod(folder(), 0o1777);
    expect((await backupTo(folder())).exitCode).toBe(0);
  });
});

test('what this machine made is recorded by its seal, whatever made it before', async () => {
  await backupTo(file);
  const seals = async (): Promise<readonly string[]> =>
    (
      JSON.parse(await readFile(laid.at('var/lib/hare/setup/backup.json'), 'utf8')) as {
        readonly made: readonly string[];
      }
    ).made;
  const [first] = await seals();
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  await writeFile(laid.at('var/lib/hare/confd.xc'), 'other\n');
  await backupTo(file);
  expect(await seals()).toHaveLength(2);
  expect((await seals())[1]).toBe(first);
  await writeFile(
    laid.at('var/lib/hare/setup/backup.json'),
    JSON.stringify({ version: 1, target: file }),
  );
  expect((await backupTo(file)).report.outcome).toBe('changed');
  expect(await seals()).toHaveLength(1);
});
