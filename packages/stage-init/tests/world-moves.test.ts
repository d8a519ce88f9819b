import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { detachLoop, hasLoops, loopInPlaceOf } from '@hare/sandbox';
import { describe, expect, onTestFinished, test } from 'vitest';
import { initMachine, type InitMachine } from './init-machine.js';

/** A bootstrap that a killed stage left: init waits for it. It ends on request. */
async function leaveBootstrap(machine: InitMachine): Promise<{ readonly end: () => void }> {
  mkdirSync(machine.stateDir, { recursive: true });
  const env = { PATH: process.env['PATH'], HARE_SETUP_STATE: machine.stateDir };
  const child = spawn('sh', ['-c', 'read line', 'hctl', 'bootstrap'], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => child.once('spawn', resolve));
  return { end: () => void child.stdin.end() };
}

async function untilLogged(machine: InitMachine, text: string): Promise<void> {
  const { readFile } = await import('node:fs/promises');
  const file = path.join(machine.root, 'var/log/seagate/hare/setup.log');
  while (!(await readFile(file, 'utf8').catch(() => '')).includes(text)) await delay(20);
}

test('a device that gets a foreign signature while init waits is not formatted', async () => {
  const machine = initMachine();
  const left = await leaveBootstrap(machine);
  const running = machine.init();
  await untilLogged(machine, 'waiting for hctl bootstrap of an interrupted stage');
  spawnSync('/sbin/mkswap', [path.join(machine.root, 'dev/sdc')]);
  left.end();
  const { exitCode, report } = await running;
  expect(exitCode).toBe(1);
  expect(report.steps.find(({ id }) => id === 'devices')).toMatchObject({
    outcome: 'failed',
    code: 'DEVICES_UNSAFE',
    findings: [expect.stringContaining('DEVICE_SIGNATURE') as string],
  });
  expect(machine.simulation.data().mkfsCount).toBe(0);
});

const device = (machine: InitMachine): string => path.join(machine.root, 'dev/sdc');
const hctl = (machine: InitMachine, ...words: readonly string[]): unknown =>
  spawnSync(machine.env['HARE_HCTL'] ?? '', words, { env: { ...process.env, ...machine.env } });

function mountAt(loop: string, folder: string): void {
  mkdirSync(folder);
  execFileSync('/usr/sbin/mkfs.ext4', ['-q', loop]);
  execFileSync('mount', ['-o', 'ro', loop, folder]);
  onTestFinished(() => void execFileSync('umount', [folder]));
}

const record = (state: string): string =>
  JSON.stringify({
    version: 1,
    clusterId: 'x',
    cdfDigest: 'x',
    state,
    time: new Date(0).toISOString(),
    host: 'other',
  });

describe('what changes between the checks and the bootstrap is found right before it, and nothing is formatted', () => {
  const moves: readonly (readonly [string, string, string, (machine: InitMachine) => unknown])[] = [
    [
      'a device gets a foreign signature',
      'DEVICES_UNSAFE',
      'DEVICE_SIGNATURE',
      (machine) => spawnSync('/sbin/mkswap', [device(machine)]),
    ],
    [
      'a device is swapped for a smaller one',
      'DEVICES_UNSAFE',
      'DEVICE_',
      (machine) => truncateSync(device(machine), 1 << 20),
    ],
    [
      'a device goes away',
      'DEVICES_UNSAFE',
      'DEVICE_MISSING',
      (machine) => unlinkSync(device(machine)),
    ],
    [
      'the cluster description is edited',
      'CDF_CHANGED',
      '',
      (machine) => appendFileSync(machine.cdf, '# mine\n'),
    ],
    [
      'the record of mkfs is written by another',
      'MKFS_OVERTAKEN',
      '',
      (machine) => writeFileSync(path.join(machine.stateDir, 'mkfs.json'), record('done')),
    ],
    [
      'services of Motr turn out to have worked here',
      'MKFS_UNRECORDED',
      '',
      (machine) => mkdirSync(path.join(machine.root, 'var/motr/m0d-1/db'), { recursive: true }),
    ],
    [
      'hctl cannot tell any more whether the cluster runs',
      'HCTL_STATUS_FAILED',
      '',
      (machine) => machine.simulation.fail({ 'status-exit': 7 }),
    ],
  ];
  async function expectFound(
    machine: InitMachine,
    move: (machine: InitMachine) => unknown,
    code: string,
    finding: string,
  ): Promise<void> {
    mkdirSync(machine.stateDir, { recursive: true });
    const { exitCode, report, stdout } = await machine.initWhile('bootstrap', () => move(machine));
    expect(exitCode, stdout).toBe(1);
    const step = report.steps.find(({ id }) => id === 'bootstrap');
    expect({ outcome: step?.outcome, code: step?.code }, stdout).toEqual({
      outcome: 'failed',
      code,
    });
    expect((step?.findings ?? []).join('\n')).toContain(finding);
    expect(machine.simulation.callsOf('bootstrap')).toEqual([]);
    // Nothing was begun, and nothing says so.
    const file = path.join(machine.stateDir, 'mkfs.json');
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').not.toContain('started');
  }
  test.each(moves)('%s', (_title, code, finding, move) =>
    expectFound(initMachine(), move, code, finding),
  );

  const loops = hasLoops();
  if (!loops)
    console.warn(
      'SKIPPED: block devices that are mounted or become read-only between the rounds: this machine cannot attach loop devices',
    );
  test.skipIf(!loops).each([
    ['a device is mounted', 'DEVICE_MOUNTED', mountAt],
    [
      'a device becomes read-only',
      'DEVICE_READ_ONLY',
      (loop: string) => spawnSync('/usr/sbin/blockdev', ['--setro', loop]),
    ],
  ])('%s', async (_title, finding, move) => {
    const machine = initMachine();
    truncateSync(device(machine), 16 << 20);
    const loop = loopInPlaceOf(device(machine));
    onTestFinished(() => detachLoop(loop));
    await expectFound(
      machine,
      () => move(loop, path.join(machine.folder, 'mounted')),
      'DEVICES_UNSAFE',
      finding,
    );
  });

  test('somebody else starts the cluster: it is left alone, and with --mkfs=always refused as on a first look', async () => {
    const machine = initMachine();
    const first = await machine.initWhile('bootstrap', () =>
      hctl(machine, 'bootstrap', '--mkfs', machine.cdf),
    );
    expect(first, first.stdout).toMatchObject({ exitCode: 0 });
    expect(machine.simulation.callsOf('bootstrap')).toHaveLength(1);
    expect(machine.simulation.cluster()).toBeDefined();
    hctl(machine, 'shutdown');
    const { exitCode, report, stdout } = await machine.initWhile(
      'bootstrap',
      () => hctl(machine, 'bootstrap', machine.cdf),
      '--mkfs=always',
      '--yes',
    );
    expect(exitCode, stdout).toBe(1);
    expect(
      report.steps.find(({ id }) => id === 'bootstrap'),
      stdout,
    ).toMatchObject({ code: 'MKFS_WHILE_RUNNING' });
    expect(machine.simulation.data().mkfsCount).toBe(1);
    expect(machine.simulation.cluster()).toBeDefined();
  });
});
