import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { testMachine, type TestMachine } from './test-machine.js';

/** Starts the built bin and kills it once the cluster is that far up. */
async function killedAt(machine: TestMachine, phase: string): Promise<void> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../dist/bin.cjs', import.meta.url)), '--root', machine.root],
    { env: { PATH: process.env['PATH'], HOME: '/', ...machine.env }, stdio: 'ignore' },
  );
  const gone = new Promise((resolve) => child.once('exit', resolve));
  while (machine.simulation.cluster()?.phase !== phase) {
    if (child.exitCode !== null)
      throw new Error(`test ended too early, with exit code ${child.exitCode}`);
    await delay(5);
  }
  child.kill('SIGKILL');
  await gone;
}

test.each(['hax', 'running'])(
  'killed when the cluster was at %s, the next run brings it down again, and nothing is formatted',
  async (phase) => {
    const machine = await testMachine();
    await machine.simulation.writeUserData('precious');
    await machine.simulation.fail({ 'bootstrap-slow': 800 });
    await killedAt(machine, phase);
    await machine.simulation.fail({});
    const { exitCode, stdout } = await machine.test();
    expect(exitCode, stdout).toBe(0);
    expect(machine.simulation.cluster()).toBeUndefined();
    expect(machine.simulation.userData()).toEqual(['precious']);
    expect(existsSync(path.join(machine.root, 'var/lib/hare/setup/bootstrap.json'))).toBe(false);
  },
);
