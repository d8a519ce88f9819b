import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { switches } from '../src/switches.js';
import { oneNode, simulatedHctl } from './simulated-hctl.js';

function call(
  binary: string,
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(binary, args, { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } });
}

test('every call says on stderr that it is a simulation', () => {
  const { binary, simulation } = simulatedHctl();
  for (const name of ['status', 'bootstrap', 'shutdown', 'reportbug'])
    expect(call(binary, { HCTL_SIM_STATE: simulation.folder }, name).stderr).toContain(
      'SIMULATION',
    );
});

test('status says what hctl says', () => {
  const { binary, simulation } = simulatedHctl();
  const env = { HCTL_SIM_STATE: simulation.folder };
  expect(call(binary, env, 'status')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Cluster is not running$/m) as string,
  });
  expect(call(binary, env, 'shutdown')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^Cluster is not running$/m) as string,
  });
  expect(call(binary, env, 'bootstrap', '--mkfs', oneNode)).toMatchObject({ status: 0 });
  expect(call(binary, env, 'status')).toMatchObject({ status: 0 });
  expect(JSON.parse(call(binary, env, 'status', '--json').stdout)).toMatchObject({
    bytecount: { critical: 0 },
    pools: [{ fid: '0x6f00000000000001:0x0', name: 'tier1' }],
    profiles: [{ name: 'default', pools: ['tier1'] }],
    nodes: [
      {
        name: 'ssc-1',
        svcs: [
          { name: 'hax', fid: '0x7200000000000001:0x0', status: 'started' },
          { name: 'confd' },
          { name: 'ioservice' },
          { name: 'm0_client_other' },
          { name: 'm0_client_other' },
        ],
      },
    ],
  });
});

test('an unknown failure switch is refused, so that a misspelt one proves nothing', () => {
  const { binary, simulation } = simulatedHctl();
  expect(
    call(binary, { HCTL_SIM_STATE: simulation.folder, HCTL_SIM_FAIL: 'status-hnag' }, 'status'),
  ).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('unknown failure switch status-hnag') as string,
  });
});

test('switches come from the environment too', () => {
  const { binary, simulation } = simulatedHctl();
  expect(
    call(
      binary,
      { HCTL_SIM_STATE: simulation.folder, HCTL_SIM_FAIL: 'status-noise,status-exit=9' },
      'status',
    ),
  ).toMatchObject({ status: 9, stdout: expect.stringContaining('Checking') as string });
});

test('without a state folder it does nothing', () => {
  const { binary } = simulatedHctl();
  expect(call(binary, {}, 'status')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('HCTL_SIM_STATE') as string,
  });
});

test('the README lists every switch', () => {
  const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
  for (const [name, what] of Object.entries(switches))
    expect(readme).toContain(`| \`${name}\` | ${what} |`);
});

test('killed at any moment, it leaves a state that the next call can read', async () => {
  const { binary, simulation, hctl } = simulatedHctl();
  const seen = new Set<string>();
  for (let kill = 0; kill < inject('limits').simulatorKills; kill++) {
    await simulation.fail({ 'bootstrap-slow': 60 });
    const child = spawn(binary, ['bootstrap', '--mkfs', oneNode], {
      env: { PATH: process.env['PATH'], HCTL_SIM_STATE: simulation.folder },
      stdio: 'ignore',
      detached: true,
    });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const wanted = ['consul', 'hax', 'mkfs', 'services'][kill % 4];
    while (simulation.cluster()?.phase !== wanted && child.exitCode === null) await delay(2);
    await delay(Math.random() * 60);
    // The whole group: a child alone would work on.
    if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
    await gone;
    seen.add(simulation.cluster()?.phase ?? 'down');
    expect(simulation.data().mkfsCount).toBeLessThanOrEqual(kill + 1);
    await simulation.fail({});
    await hctl.shutdown();
    expect(await hctl.status()).toBe('not-running');
  }
  expect(seen.size).toBeGreaterThan(1);
  await hctl.bootstrap({ mkfs: true, source: { cdf: oneNode } });
});
