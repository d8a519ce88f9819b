import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { snapshot } from '@hare/sandbox';
import { describe, expect, inject, test } from 'vitest';
import { initMachine, type InitMachine } from './init-machine.js';
import { spawnInit } from './spawn-init.js';

/** The tree of a machine, times and the traces of having run left out. */
function stateOf(machine: InitMachine): unknown {
  const files = Object.entries(snapshot(machine.root)).filter(
    ([file]) => !/^(run|var\/log)|journal|mkfs\.json$/.test(file),
  );
  return {
    files: Object.fromEntries(files),
    mkfs: { ...mkfsRecord(machine), time: '' },
    cluster: machine.simulation.cluster(),
  };
}

function mkfsRecord(machine: InitMachine): { readonly state?: string } {
  const file = path.join(machine.stateDir, 'mkfs.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { state: string }) : {};
}

/** What one whole run leaves. */
let runOnce: unknown;

test('a whole run ends with the cluster down and mkfs recorded', async () => {
  const machine = initMachine();
  await machine.init();
  runOnce = stateOf(machine);
  expect(runOnce).toMatchObject({ mkfs: { state: 'done' }, cluster: undefined });
});

/**
 * Runs init after it was killed: as if it had run once, mkfs once when it was recorded, nothing
 * lost.
 */
async function expectRecovery(machine: InitMachine): Promise<void> {
  const wasDone = mkfsRecord(machine).state === 'done';
  if (wasDone) await machine.simulation.writeUserData('precious');
  await machine.simulation.fail({});
  const again = await machine.init();
  expect(again, again.stdout + again.stderr).toMatchObject({ exitCode: 0 });
  expect(stateOf(machine)).toEqual(runOnce);
  if (wasDone) {
    expect(machine.simulation.data().mkfsCount).toBe(1);
    expect(machine.simulation.userData()).toEqual(['precious']);
  }
  expect((await machine.init()).report.outcome).toBe('unchanged');
}

const points = ['bootstrap', 'services', 'mkfs-done', 'mkfs-kv', 'as-found'].flatMap((step) => [
  `before:${step}`,
  `after:${step}`,
]);

describe('killed between two steps, and run again, is as if it had run once', () => {
  test.each(points)('%s', async (point) => {
    const machine = initMachine();
    if (point.endsWith('services')) await machine.simulation.fail({ 'slow-start': 4000 });
    const killed = await spawnInit(machine, [], { HARE_TEST_KILL: point }, 'killing-bin.mjs').ended;
    expect(killed, killed.output).toMatchObject({ signal: 'SIGKILL' });
    await expectRecovery(machine);
    // Only an mkfs that was not seen to end may happen twice.
    expect(machine.simulation.data().mkfsCount).toBeLessThanOrEqual(2);
  });
});

test('killed at any moment of a bootstrap that goes on by itself, and run again, is as if it had run once', async () => {
  for (let kill = 0; kill < inject('limits').initKills; kill++) {
    const machine = initMachine();
    await machine.simulation.fail({ 'bootstrap-slow': 1200 });
    const { child, ended, until } = spawnInit(machine);
    await until(() => machine.simulation.callsOf('bootstrap').length > 0);
    await delay(Math.random() * 1500);
    child.kill('SIGKILL');
    await ended;
    await expectRecovery(machine);
  }
});

test.each(['consul', 'hax', 'mkfs', 'services'])(
  'killed, and run again while its bootstrap has come to %s, it waits and is as if it had run once',
  async (phase) => {
    const machine = initMachine();
    await machine.simulation.fail({ 'bootstrap-slow': 8000 });
    const { child, ended, until } = spawnInit(machine);
    await until(() => machine.simulation.cluster()?.phase === phase);
    child.kill('SIGKILL');
    await ended;
    await expectRecovery(machine);
    // It may have died of its output, which had no reader any more, before mkfs was seen to end.
    expect(machine.simulation.data().mkfsCount).toBeLessThanOrEqual(2);
  },
);

test('killed while hctl formats and goes on: what users wrote survives, also when they shut the cluster down before the next init', async () => {
  const machine = initMachine();
  const [real, hctl] = [
    machine.env['HARE_HCTL'] ?? '',
    path.join(machine.folder, 'bin/quiet-hctl'),
  ];
  // Its output has no reader, which does not end it.
  writeFileSync(
    hctl,
    `#!/bin/sh\n[ "$1" = bootstrap ] && exec >/dev/null 2>&1\nexec ${real} "$@"\n`,
    { mode: 0o755 },
  );
  await machine.simulation.fail({ 'bootstrap-slow': 1200 });
  const { child, ended, until } = spawnInit(machine, [], { HARE_HCTL: hctl });
  await until(() => machine.simulation.callsOf('bootstrap').length > 0);
  child.kill('SIGKILL');
  await ended;
  await expect.poll(() => existsSync(path.join(machine.stateDir, 'mkfs.ended'))).toBe(true);
  await machine.simulation.writeUserData('precious');
  spawnSync(real, ['shutdown'], { env: { ...process.env, ...machine.env } });
  expect(machine.simulation.cluster()).toBeUndefined();
  expect(await machine.init()).toMatchObject({ exitCode: 0 });
  expect([machine.simulation.data().mkfsCount, machine.simulation.userData()]).toEqual([
    1,
    ['precious'],
  ]);
});

test('killed at any moment at all, and run again, is as if it had run once', async () => {
  for (let kill = 0; kill < inject('limits').initKills; kill++) {
    const machine = initMachine();
    const { child, ended } = spawnInit(machine);
    await delay(Math.random() * 3000);
    child.kill('SIGKILL');
    await ended;
    await expectRecovery(machine);
  }
});
