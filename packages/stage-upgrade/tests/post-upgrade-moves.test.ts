import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { withWorldMoving } from '@hare/stage/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postUpgrade } from '../src/post-upgrade.js';
import { upgradeMachine, type UpgradeMachine } from './upgrade-machine.js';

let machine: UpgradeMachine;
beforeAll(async () => {
  machine = await upgradeMachine({ withPackages: false });
});
beforeEach(() => machine.putBack());
afterAll(() => machine.remove());

/** post_upgrade, while the world moves right before the cluster is started. */
const postUpgradeWhile = (move: () => unknown): ReturnType<UpgradeMachine['run']> =>
  machine.run(withWorldMoving(postUpgrade, 'bootstrap', move));
const bootstraps = (): number => machine.simulation.callsOf('bootstrap').length;

test.each<[string, string, string, () => unknown]>([
  [
    'the cluster description is edited: it is not started',
    'bootstrap',
    'CDF_CHANGED',
    () => appendFileSync(machine.at('var/lib/hare/cluster.yaml'), '# mine\n'),
  ],
  [
    'hctl cannot tell any more whether the cluster runs: it is not started',
    'bootstrap',
    'HCTL_STATUS_FAILED',
    () => machine.simulation.fail({ 'status-exit': 7 }),
  ],
  [
    'the KV is changed by another: it is told',
    'kv',
    'KV_DIFFERS',
    () =>
      writeFileSync(
        machine.kvFile,
        readFileSync(machine.kvFile, 'utf8').replace(
          '"m0_client_types": "',
          '"m0_client_types": "mine',
        ),
      ),
  ],
])('%s', async (_title, id, code, move) => {
  const before = bootstraps();
  const { exitCode, report, stdout } = await postUpgradeWhile(move);
  expect(exitCode, stdout).toBe(1);
  expect(
    report.steps.find((step) => step.id === id),
    stdout,
  ).toMatchObject({ outcome: 'failed', code });
  expect(bootstraps() - before, stdout).toBe(id === 'bootstrap' ? 0 : 1);
  expect([
    machine.simulation.data().mkfsCount,
    machine.simulation.userData(),
    machine.simulation.cluster(),
  ]).toEqual([1, ['precious'], undefined]);
});

test('somebody else starts the cluster: it is compared and left running', async () => {
  const { exitCode, report, stdout } = await postUpgradeWhile(() =>
    machine.hctl('bootstrap', machine.at('var/lib/hare/cluster.yaml')),
  );
  expect(exitCode, stdout).toBe(0);
  expect(
    report.steps.find(({ id }) => id === 'as-found'),
    stdout,
  ).toMatchObject({ note: 'running: another process started it' });
  expect(machine.simulation.cluster()).toBeDefined();
});
