import { chmod, mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  foreignKeys,
  hareKeys,
  layConfiguration,
  makeSandbox,
  snapshot,
  type LaidConfiguration,
  type Sandbox,
} from '@hare/sandbox';
import { packBackup, unpackBackup } from '@hare/backup';
import { runStageInProcess, withWorldMoving } from '@hare/stage/testing';
import { saver } from '@hare/backup/testing';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { restore } from './stage.js';

let sandbox: Sandbox;
let laid: LaidConfiguration;
let file: string;
const isOwnTrace = (relative: string): boolean =>
  /(^|\/)(setup\.log|journal\.jsonl|receipt\.json)$|\.lock$|^root\/run(\/|$)|^hctl-state|\.tar\.gz$/.test(
    relative,
  );
const tree = (): Record<string, string> => snapshot(sandbox.folder, isOwnTrace);
const restoreHere = (...argv: readonly string[]): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(restore, {
    argv: ['--root', sandbox.root, '--target', file, ...argv],
    env: sandbox.env,
  });
const keys = async (): Promise<Record<string, string>> =>
  JSON.parse(await readFile(laid.kvFile, 'utf8')) as Record<string, string>;

const save = async (): Promise<void> => {
  const { exitCode, stderr } = await runStageInProcess(saver, {
    argv: ['--root', sandbox.root, '--to', file],
    env: sandbox.env,
  });
  expect(exitCode, stderr).toBe(0);
};
/** What the stage cleanup leaves. */
const clean = async (): Promise<void> => {
  for (const name of [
    'cluster.yaml',
    'confd.xc',
    'confd.cg',
    'confd.dhall',
    'consul-kv.json',
    'consul-agents.json',
    'node-name',
    'sysconfig',
    'consul-server-conf',
    'setup/config.json',
    'setup/facts.json',
  ])
    await rm(laid.at(`var/lib/hare/${name}`), { recursive: true });
  await writeFile(laid.kvFile, JSON.stringify(foreignKeys));
};

beforeEach(async () => {
  sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() => rm(sandbox.folder, { recursive: true }));
  laid = layConfiguration(sandbox);
  file = path.join(sandbox.folder, 'hare.tar.gz');
  await chmod(laid.at('var/lib/hare/sysconfig/motr'), 0o750);
  await save();
});

describe('after a cleanup', () => {
  beforeEach(clean);

  test('files, modes and keys are back, and the second run finds nothing to do', async () => {
    await rm(laid.kvFile);
    await writeFile(laid.kvFile, JSON.stringify(foreignKeys));
    const first = await restoreHere();
    expect(first.exitCode, first.stdout).toBe(0);
    const once = tree();
    expect(await keys()).toEqual({ ...foreignKeys, ...hareKeys() });
    expect(once['root/var/lib/hare/sysconfig/motr']).toMatch(/^folder 750 /);
    expect(once['root/var/lib/hare/consul-server-conf/consul-server-conf.json']).toMatch(
      /^file 600 /,
    );
    expect(
      once['root/var/lib/hare/sysconfig/motr/srvnode-1.data.private/m0d-0x7200000000000001:0xa'],
    ).toMatch(/^file 640 /);
    const second = await restoreHere();
    expect({ exitCode: second.exitCode, outcome: second.report.outcome }).toEqual({
      exitCode: 0,
      outcome: 'unchanged',
    });
    expect(tree()).toEqual(once);
  });

  test('folders that a killed restore left empty are filled', async () => {
    await mkdir(laid.at('var/lib/hare/sysconfig/motr'), { recursive: true });
    const { exitCode, stdout } = await restoreHere();
    expect(exitCode, stdout).toBe(0);
    expect(
      tree()['root/var/lib/hare/sysconfig/motr/srvnode-1.data.private/m0d-0x7200000000000001:0xa'],
    ).toMatch(/^file 640 /);
    expect((await restoreHere()).report.outcome).toBe('unchanged');
  });

  test('a dry run names what would come back, and changes nothing', async () => {
    const before = tree();
    const { exitCode, stdout } = await restoreHere('--dry-run');
    expect(exitCode).toBe(0);
    for (const name of ['+ ', 'confd.xc', 'config.json', 'm0_client_types'])
      expect(stdout).toContain(name);
    expect(tree()).toEqual(before);
  });
});

test('what was changed or added since the backup is undone; foreign files and keys stay', async () => {
  const before = tree();
  await writeFile(laid.at('var/lib/hare/confd.xc'), 'changed\n');
  await chmod(laid.at('var/lib/hare/confd.cg'), 0o600);
  await mkdir(laid.at('var/lib/hare/sysconfig/motr/other'), { recursive: true });
  await writeFile(laid.at('var/lib/hare/sysconfig/motr/other/m0d-0x7200000000000001:0xc'), 'more');
  await writeFile(
    laid.kvFile,
    JSON.stringify({ ...(await keys()), epoch: '9', 'm0conf/new': 'x', other: 'y' }, undefined, 2),
  );
  const { exitCode, stdout } = await restoreHere();
  expect(exitCode, stdout).toBe(0);
  expect(await keys()).toEqual({ ...hareKeys(), ...foreignKeys, other: 'y' });
  const after = tree();
  delete after['kv.json'];
  delete before['kv.json'];
  expect(after).toEqual(before);
});

describe('is refused, and nothing is changed:', () => {
  const refused = async (code: string, ...argv: readonly string[]): Promise<void> => {
    await writeFile(laid.at('var/lib/hare/confd.xc'), 'changed\n');
    const before = tree();
    const { exitCode, stderr } = await restoreHere(...argv);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(code);
    expect(tree()).toEqual(before);
  };

  test('a backup with a flipped bit', async () => {
    const bytes = await readFile(file);
    bytes[500] = (bytes[500] ?? 0) ^ 4;
    await writeFile(file, bytes);
    await refused('BACKUP_DAMAGED');
  });

  test('a backup that was cut off', async () => {
    await writeFile(file, (await readFile(file)).subarray(0, 1000));
    await refused('BACKUP_DAMAGED');
  });

  test('an archive of something else', async () => {
    await writeFile(file, 'PK\u0003\u0004');
    await refused('BACKUP_FOREIGN');
  });

  test('no backup at all', async () => {
    await rm(file);
    await refused('BACKUP_MISSING');
  });

  test('a backup of another cluster', async () => {
    await writeFile(
      laid.at('var/lib/hare/setup/mkfs.json'),
      (await readFile(laid.at('var/lib/hare/setup/mkfs.json'), 'utf8')).replace(
        'demo-cluster',
        'another',
      ),
    );
    await refused('BACKUP_OF_OTHER_CLUSTER');
  });

  test('a backup of another node', async () => {
    const { manifest, bytes } = await unpackBackup(await readFile(file), { file });
    await writeFile(file, packBackup({ manifest: { ...manifest, host: 'srvnode-2' }, bytes }));
    await refused('the backup is from another node (srvnode-2)');
  });

  test('a backup that puts its CDF where none belongs', async () => {
    const { manifest, bytes } = await unpackBackup(await readFile(file), { file });
    const files = manifest.files.map((each) =>
      each.name === 'var/cluster.yaml' ? { ...each, name: 'cdf/cluster.yaml' } : each,
    );
    await writeFile(
      file,
      packBackup({
        manifest: { ...manifest, files, cdfPath: '/etc/cron.d/evil' },
        bytes: new Map([
          ...bytes,
          ['cdf/cluster.yaml', bytes.get('var/cluster.yaml') ?? Buffer.alloc(0)],
        ]),
      }),
    );
    await refused('BACKUP_MEMBER_REFUSED');
  });

  test.each(['var/lib/hare/confd.cg', 'var/lib/hare/sysconfig/motr', 'var/lib/hare/setup'])(
    'a link in place of %s',
    async (name) => {
      const elsewhere = path.join(sandbox.folder, 'elsewhere');
      await rename(laid.at(name), elsewhere);
      await symlink(elsewhere, laid.at(name));
      await writeFile(laid.at('var/lib/hare/confd.xc'), 'changed\n');
      const before = tree();
      const { exitCode, stderr } = await restoreHere('--kv', laid.kvUrl);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('PLACE_IS_LINK');
      const after = tree();
      for (const each of Object.keys(after))
        if (!/elsewhere/.test(each)) expect(after[each]).toBe(before[each]);
    },
  );

  test('a KV that was named and cannot be read', async () => {
    await writeFile(laid.kvFile, 'garbage');
    await refused('kv.json');
  });

  test('on a terminal, without --yes', async () => {
    await writeFile(laid.at('var/lib/hare/confd.xc'), 'changed\n');
    const before = tree();
    const { exitCode, stderr } = await runStageInProcess(restore, {
      argv: ['--root', sandbox.root, '--target', file],
      env: sandbox.env,
      terminal: true,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('CONFIRMATION_NEEDED');
    expect(tree()).toEqual(before);
  });

  test('while the cluster runs', async () => {
    await mkdir(sandbox.hctlState, { recursive: true });
    const { execFileSync } = await import('node:child_process');
    execFileSync(
      sandbox.env['HARE_HCTL'] ?? '',
      ['bootstrap', '--mkfs', laid.at('var/lib/hare/cluster.yaml')],
      { env: { ...process.env, ...sandbox.env }, stdio: 'ignore' },
    );
    await refused('CLUSTER_RUNS');
  });
});

test('a cluster that somebody starts before the files are replaced keeps them', async () => {
  await writeFile(laid.at('var/lib/hare/confd.xc'), 'changed\n');
  await mkdir(sandbox.hctlState, { recursive: true });
  const before = tree();
  const { execFileSync } = await import('node:child_process');
  const start = (): unknown =>
    execFileSync(
      sandbox.env['HARE_HCTL'] ?? '',
      ['bootstrap', '--mkfs', laid.at('var/lib/hare/cluster.yaml')],
      { env: { ...process.env, ...sandbox.env }, stdio: 'ignore' },
    );
  const { exitCode, report } = await runStageInProcess(
    withWorldMoving(restore, 'restored', start),
    { argv: ['--root', sandbox.root, '--target', file], env: sandbox.env },
  );
  expect(exitCode).toBe(1);
  expect(report.steps.find(({ id }) => id === 'restored')).toMatchObject({
    outcome: 'failed',
    code: 'CLUSTER_RUNS',
  });
  expect(await readFile(laid.at('var/lib/hare/confd.xc'), 'utf8')).toBe('changed\n');
  expect(Object.keys(tree()).filter((name) => name.includes('restore'))).toEqual(
    Object.keys(before).filter((name) => name.includes('restore')),
  );
});

test('--force makes this machine take over the place of another cluster', async () => {
  await writeFile(
    laid.at('var/lib/hare/setup/mkfs.json'),
    (await readFile(laid.at('var/lib/hare/setup/mkfs.json'), 'utf8')).replace(
      'demo-cluster',
      'another',
    ),
  );
  const { exitCode, report } = await restoreHere('--force');
  expect(exitCode).toBe(0);
  expect(report.steps.find(({ id }) => id === 'backup-ours')?.warnings?.join()).toContain(
    'because of --force',
  );
  expect(await readFile(laid.at('var/lib/hare/setup/mkfs.json'), 'utf8')).toContain('demo-cluster');
});

test('a restore never loses the record that devices are formatted', async () => {
  const done = await readFile(laid.at('var/lib/hare/setup/mkfs.json'), 'utf8');
  const { 'hare_setup/mkfs': inKv, ...withoutMkfs } = await keys();
  await rm(laid.at('var/lib/hare/setup/mkfs.json'));
  await writeFile(laid.kvFile, JSON.stringify(withoutMkfs));
  await save();
  await writeFile(laid.at('var/lib/hare/setup/mkfs.json'), done);
  await writeFile(
    laid.kvFile,
    JSON.stringify({ ...withoutMkfs, 'hare_setup/mkfs': inKv, epoch: '5' }),
  );
  const { exitCode, report } = await restoreHere('--force');
  expect(exitCode).toBe(0);
  expect(report.steps.find(({ id }) => id === 'restored')?.warnings?.join()).toContain(
    'the current mkfs record is kept',
  );
  expect(await readFile(laid.at('var/lib/hare/setup/mkfs.json'), 'utf8')).toBe(done);
  expect(await keys()).toEqual({ ...withoutMkfs, 'hare_setup/mkfs': inKv });
});

test('a restore that was cut short is finished by the next one, and other stages wait for that', async () => {
  await mkdir(laid.at('var/lib/hare/.hare-restore'));
  await rename(file, laid.at('var/lib/hare/.hare-restore/archive.tar.gz'));
  await rm(laid.at('var/lib/hare/confd.xc'));
  const other = await runStageInProcess(saver, {
    argv: ['--root', sandbox.root, '--to', '/nowhere'],
    env: sandbox.env,
  });
  expect(other.exitCode).toBe(1);
  expect(other.stderr).toContain('RESTORE_UNFINISHED');
  expect((await restoreHere()).stderr).toContain('complete the interrupted restore');
  file = laid.at('var/lib/hare/.hare-restore/archive.tar.gz');
  const { exitCode, stdout } = await restoreHere();
  expect(exitCode, stdout).toBe(0);
  expect(await readFile(laid.at('var/lib/hare/confd.xc'), 'utf8')).toContain('confd.xc');
  await expect(stat(laid.at('var/lib/hare/.hare-restore'))).rejects.toThrow('ENOENT');
});

test.each(['', 'no JSON', '{"version": 1}'])(
  'a damaged record of config (%j) is a warning, and comes back whole',
  async (text) => {
    const record = laid.at('var/lib/hare/setup/config.json');
    const before = await readFile(record, 'utf8');
    await writeFile(record, text);
    const { exitCode, stdout, stderr } = await restoreHere('--kv', laid.kvUrl);
    expect(exitCode, stdout).toBe(0);
    expect(stderr).toContain('the record of config is ignored');
    expect(await readFile(record, 'utf8')).toBe(before);
  },
);
