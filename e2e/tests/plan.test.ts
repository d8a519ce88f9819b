import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { schemaFaults, snapshot } from '@hare/sandbox';
import { describe, expect, test } from 'vitest';
import { runBin } from '../src/run-bin.js';
import { withSandbox, type Machine } from '../src/with-sandbox.js';

interface Plan {
  readonly exitCode: number;
  readonly stages: readonly {
    readonly stage: string;
    readonly outcome: string;
    readonly problems: readonly { readonly code?: string; readonly reason: string }[];
  }[];
  readonly devices: readonly {
    readonly path: string;
    readonly action: string;
    readonly because: string;
    readonly now?: { readonly signatures: readonly string[] };
  }[];
  readonly files: readonly {
    readonly path: string;
    readonly change: string;
    readonly diff?: string;
  }[];
  readonly keys: readonly {
    readonly added: readonly string[];
    readonly changed: readonly string[];
  }[];
  readonly starts: readonly { readonly stage: string; readonly mkfs: boolean }[];
}

/** Everything counts, log, journal and lock too; only what rpm keeps about its readers does not. */
const wholeTree = (machine: Machine): Record<string, string> =>
  snapshot(machine.root, (file) => /rpmdb\.sqlite-(shm|wal)$/.test(file));

/** What hctl writes, and what waits in the state folder for a KV that answers. */
const ofBootstrap = /^etc\/(consul\.d|motr|sysconfig)\/|\/consul-(data-.*|env)$|\/kv-kept\.json$/;

async function planOf(machine: Machine, ...args: readonly string[]): Promise<Plan> {
  const before = wholeTree(machine);
  const { stdout, stderr, exitCode } = await machine.setup('plan', ...args, '--json');
  expect(wholeTree(machine)).toEqual(before);
  const plan = JSON.parse(stdout) as Plan;
  expect(plan.exitCode, stderr + stdout).toBe(exitCode);
  return plan;
}

const outcomes = ({ stages }: Plan): readonly string[] => stages.map(({ outcome }) => outcome);
const actions = ({ devices }: Plan): Readonly<Record<string, string>> =>
  Object.fromEntries(devices.map((device) => [device.path, device.action]));

test('on a fresh machine the plan is what the run then does, and after the run it is that nothing is to be done', async () => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  const plan = await planOf(machine, '--config', machine.url);
  expect(plan).toMatchObject({
    exitCode: 0,
    starts: [
      { stage: 'init', mkfs: true },
      { stage: 'test', mkfs: false },
    ],
  });
  expect(outcomes(plan)).toEqual(['nothing', 'nothing', 'change', 'change', 'change']);
  expect(actions(plan)).toEqual({
    '/dev/sdb': 'format',
    '/dev/sdc': 'format',
    '/dev/sdd': 'format',
    '/dev/sde': 'format',
    '/dev/sdf': 'format',
  });
  const schema = await runBin('hare_setup', ['schema', 'plan']);
  expect(schemaFaults(JSON.parse(schema.stdout) as object, plan)).toEqual([]);

  const filesBefore = Object.keys(wholeTree(machine));
  expect(await machine.setup('run', '--config', machine.url)).toMatchObject({ exitCode: 0 });
  const written = Object.entries(wholeTree(machine)).filter(
    ([file, what]) =>
      what.startsWith('file') &&
      !filesBefore.includes(file) &&
      !/setup\.log|journal\.jsonl|receipt\.json|setup\.lock|\/dev\//.test(file) &&
      !ofBootstrap.test(file),
  );
  expect(written.map(([file]) => path.join(machine.root, file)).sort()).toEqual(
    plan.files
      .filter(({ change }) => change === 'new')
      .map((file) => file.path)
      .sort(),
  );

  const after = await planOf(machine);
  expect(after.files.filter(({ change }) => change !== 'unchanged')).toEqual([]);
  expect(outcomes(after)).toEqual(['nothing', 'nothing', 'nothing', 'nothing', 'change']);
  expect(new Set(Object.values(actions(after)))).toEqual(new Set(['keep']));
  expect(after.devices[0]?.because).toMatch(/formatted at \d{4}-/);
});

describe('on a fresh machine, with the reason', () => {
  test('a device that carries something is refused, and no other is formatted', async () => {
    const machine = withSandbox({ packageManager: 'dpkg' });
    const disk = path.join(machine.root, 'dev/sdd');
    truncateSync(disk, 64 * 1024 ** 2);
    execFileSync('/usr/sbin/mkswap', [disk], { stdio: 'ignore' });
    const plan = await planOf(machine, '--config', machine.url, '--from', 'prepare');
    expect(plan).toMatchObject({ exitCode: 1 });
    expect(outcomes(plan)).toEqual(['nothing', 'change', 'fail', 'blocked']);
    expect(actions(plan)).toEqual({
      '/dev/sdb': 'keep',
      '/dev/sdc': 'keep',
      '/dev/sdd': 'refuse',
      '/dev/sde': 'keep',
      '/dev/sdf': 'keep',
    });
    expect(plan.devices.find((device) => device.path === '/dev/sdd')).toMatchObject({
      because: 'has a foreign signature: swap',
      now: { signatures: ['swap'] },
    });
  });

  test('a ConfStore that lacks a key is told with the key, and the other stages are still looked at', async () => {
    const machine = withSandbox({ packageManager: 'dpkg' });
    writeFileSync(
      machine.confstoreFile,
      readFileSync(machine.confstoreFile, 'utf8').replace('"data_devices"', '"data_device"'),
    );
    const plan = await planOf(machine, '--config', machine.url);
    expect(plan.exitCode).toBe(1);
    expect(JSON.stringify(plan.stages)).toContain('cluster>srvnode-1>storage>data_devices');
    expect(outcomes(plan)[0]).toBe('nothing');
  });

  test('hctl that is missing fails post_install, and config is planned nevertheless', async () => {
    const machine = withSandbox({ packageManager: 'dpkg' });
    rmSync(path.join(machine.folder, 'bin/hctl'));
    const plan = await planOf(machine, '--config', machine.url, '--to', 'config');
    expect(outcomes(plan)).toEqual(['fail', 'blocked', 'blocked']);
    expect(plan.stages[0]?.problems).toMatchObject([{ code: 'HCTL_NOT_FOUND' }]);
    expect(
      plan.files.some((file) => file.path.endsWith('cluster.yaml') && file.change === 'new'),
    ).toBe(true);
  });
});

test('a changed ConfStore is a diff in the CDF and changed keys; devices stay, because mkfs was done', async () => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  const kv = `json://${machine.folder}/kv.json`;
  expect(
    await machine.setup('run', '--config', machine.url, '--kv', kv, '--to', 'init'),
  ).toMatchObject({ exitCode: 0 });
  writeFileSync(
    machine.confstoreFile,
    readFileSync(machine.confstoreFile, 'utf8').replace('"s3_instances": 2', '"s3_instances": 3'),
  );
  const plan = await planOf(machine, '--from', 'config', '--to', 'init');
  expect(plan.stages[0]).toMatchObject({
    outcome: 'fail',
    problems: [{ code: 'APPLY_DIFFERENT' }],
  });
  expect(plan.files.find((file) => file.path.endsWith('cluster.yaml'))).toMatchObject({
    change: 'changed',
    diff: expect.stringMatching(/^\+.*3/m) as string,
  });
  expect(new Set(Object.values(actions(plan)))).toEqual(new Set(['keep']));
  expect(JSON.stringify(plan.stages[1])).toContain('--mkfs=always');
});

test('run --dry-run of a fresh machine says what every stage would change', async () => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  const before = wholeTree(machine);
  const { stdout, stderr, exitCode } = await machine.setup(
    'run',
    '--config',
    machine.url,
    '--dry-run',
  );
  expect(exitCode, stdout + stderr).toBe(0);
  expect(stdout).toContain('format srvnode-1.data.private: /dev/sdc');
  expect(wholeTree(machine)).toEqual(before);
});

test('what a newer release wrote is refused by the plan as it is by the run', async () => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  expect(await machine.setup('config', '--config', machine.url)).toMatchObject({ exitCode: 0 });
  const file = path.join(machine.root, 'var/lib/hare/setup/config.json');
  writeFileSync(
    file,
    JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), release: '99.0.0' }),
  );
  const plan = await planOf(machine, '--config', machine.url, '--from', 'config', '--to', 'config');
  expect(plan).toMatchObject({
    exitCode: 1,
    stages: [{ stage: 'config', outcome: 'fail', problems: [{ code: 'STATE_NEWER' }] }],
  });
});
