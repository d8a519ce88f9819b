import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runStageInProcess, withWorldMoving } from '@hare/stage/testing';
import { expect, test } from 'vitest';
import { test as testStage } from '../src/stage.js';
import { testMachine, type TestMachine } from './test-machine.js';

/** test --plan regression, while the world moves right before the cluster is started. */
const testWhile = (
  machine: TestMachine,
  move: () => unknown,
): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(withWorldMoving(testStage, 'bootstrap', move), {
    argv: ['--root', machine.root, '--plan', 'regression'],
    env: machine.env,
  });

test.each<[string, string, (machine: TestMachine) => unknown]>([
  [
    'the cluster description is edited',
    'CDF_CHANGED',
    ({ cdf }) => appendFileSync(cdf, '# mine\n'),
  ],
  [
    'hctl cannot tell any more whether the cluster runs',
    'HCTL_STATUS_FAILED',
    ({ simulation }) => simulation.fail({ 'status-exit': 7 }),
  ],
])('%s: the cluster is not started', async (_title, code, move) => {
  const machine = await testMachine();
  const { exitCode, report, stdout } = await testWhile(machine, () => move(machine));
  expect(exitCode, stdout).toBe(1);
  expect(
    report.steps.find(({ id }) => id === 'bootstrap'),
    stdout,
  ).toMatchObject({ outcome: 'failed', code });
  expect(machine.simulation.callsOf('bootstrap'), stdout).toHaveLength(1);
});

test('confd.xc and the KV are changed by another: both are told', async () => {
  const machine = await testMachine();
  const { exitCode, report, stdout } = await testWhile(machine, () => {
    appendFileSync(path.join(path.dirname(machine.cdf), 'confd.xc'), '\n');
    writeFileSync(
      machine.kvFile,
      JSON.stringify({
        ...(JSON.parse(readFileSync(machine.kvFile, 'utf8')) as object),
        m0_client_types: 'mine',
      }),
    );
  });
  expect(exitCode, stdout).toBe(1);
  expect(
    report.steps.flatMap(({ code }) => (code === undefined ? [] : [code])),
    stdout,
  ).toEqual(['CONFD_DIFFERS', 'KV_DIFFERS']);
  expect([machine.simulation.data().mkfsCount, machine.simulation.cluster()]).toEqual([
    1,
    undefined,
  ]);
});

test('somebody else starts the cluster: it is compared and left running', async () => {
  const machine = await testMachine();
  const { exitCode, report, stdout } = await testWhile(machine, () =>
    machine.hctl('bootstrap', machine.cdf),
  );
  expect(exitCode, stdout).toBe(0);
  expect(
    report.steps.find(({ id }) => id === 'as-found'),
    stdout,
  ).toMatchObject({ note: 'running: another process started it' });
  expect(machine.simulation.cluster()).toBeDefined();
});
