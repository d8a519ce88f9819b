import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { initMachine, type InitMachine } from './init-machine.js';

/** A bootstrap that a killed stage left: init waits for it. It ends when it is told to. */
async function leaveBootstrap(machine: InitMachine): Promise<{ readonly end: () => void }> {
  mkdirSync(machine.stateDir, { recursive: true });
  const env = { PATH: process.env['PATH'], HARE_SETUP_STATE: machine.stateDir };
  const child = spawn('sh', ['-c', 'read line', 'hctl', 'bootstrap'], { detached: true, stdio: ['pipe', 'ignore', 'ignore'], env });
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
  expect(report.steps.find(({ id }) => id === 'devices')).toMatchObject({ outcome: 'failed', code: 'DEVICES_UNSAFE', findings: [expect.stringContaining('DEVICE_SIGNATURE') as string] });
  expect(machine.simulation.data().mkfsCount).toBe(0);
});
