import { renameSync } from 'node:fs';
import { saver } from '@hare/backup/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postUpgrade } from '../src/post-upgrade.js';
import { preUpgrade } from '../src/pre-upgrade.js';
import { upgradeMachine, type UpgradeMachine } from './upgrade-machine.js';

const cdf = 'var/lib/hare/cluster.yaml';
let machine: UpgradeMachine;
let backup: string;

beforeAll(async () => {
  machine = await upgradeMachine();
  backup = `${machine.folder}/backups/hare.tar.gz`;
});
beforeEach(async () => {
  machine.putBack();
  await machine.run(saver, '--to', backup);
});
afterAll(() => machine.remove());

const stepOf = (
  { report }: Awaited<ReturnType<UpgradeMachine['upgrade']>>,
  id: string,
): object | undefined => report.steps.find((step) => step.id === id);

describe('while the cluster cannot be asked', () => {
  test.each<[Readonly<Record<string, boolean | number | string>>, string]>([
    [{ 'status-hang': true }, 'HCTL_TIMED_OUT'],
    [{ 'status-kill': true }, 'HCTL_KILLED'],
  ])('%j: every stage of an upgrade says so, and nothing is changed', async (failures, code) => {
    const before = machine.tree();
    await machine.simulation.fail(failures);
    for (const result of [
      await machine.upgrade(),
      await machine.run(preUpgrade, '--target', backup),
      await machine.run(postUpgrade),
    ]) {
      expect(result.exitCode, result.stdout).toBe(1);
      expect(stepOf(result, 'cluster')).toMatchObject({ outcome: 'failed', code });
    }
    expect(machine.tree()).toEqual(before);
    expect(machine.simulation.data()).toMatchObject({ mkfsCount: 1 });
  });
});

describe('pre_upgrade', () => {
  test('passes on a cluster that is down, and on one that runs as promised', async () => {
    const down = await machine.run(preUpgrade, '--target', backup);
    expect([down.exitCode, stepOf(down, 'cluster-healthy')]).toEqual([
      0,
      expect.objectContaining({ note: 'stopped' }),
    ]);
    await machine.hctl('bootstrap', machine.at(cdf));
    const before = machine.tree();
    const up = await machine.run(preUpgrade, '--target', backup);
    expect([up.exitCode, stepOf(up, 'cluster-healthy')], up.stdout).toEqual([
      0,
      expect.objectContaining({ note: 'healthy' }),
    ]);
    await machine.simulation.fail({ 'service-offline': 'ioservice' });
    const sick = await machine.run(preUpgrade, '--target', backup);
    expect(sick.exitCode).toBe(1);
    expect(stepOf(sick, 'cluster-healthy')).toMatchObject({
      code: 'CLUSTER_UNHEALTHY',
      findings: [
        expect.stringContaining(
          'service ioservice 0x7200000000000001:0x2 is not running (offline)',
        ),
      ],
    });
    expect(machine.tree()).toEqual(before);
  });

  test('a backup is wanted, of this node, and whole; what changed since is a warning', async () => {
    const known = machine.at('var/lib/hare/setup/backup.json');
    renameSync(known, `${known}.aside`);
    expect(stepOf(await machine.run(preUpgrade), 'backup')).toMatchObject({
      code: 'BACKUP_UNKNOWN',
    });
    renameSync(`${known}.aside`, known);
    expect(
      stepOf(await machine.run(preUpgrade, '--target', `${machine.folder}/none`), 'backup'),
    ).toMatchObject({ code: 'BACKUP_MISSING' });
    await machine.edit(machine.at(cdf), (text) => `${text}# a note\n`);
    const late = await machine.run(preUpgrade, '--target', backup);
    expect([late.exitCode, stepOf(late, 'backup')]).toEqual([
      0,
      expect.objectContaining({ warnings: [expect.stringContaining('~ var/cluster.yaml')] }),
    ]);
    await machine.edit(machine.at('etc/machine-id'), (text) => text.replace('3f1c', '0000'));
    await machine.edit(machine.at('etc/hostname'), () => 'elsewhere\n');
    expect(stepOf(await machine.run(preUpgrade, '--target', backup), 'backup')).toMatchObject({
      code: 'BACKUP_OF_OTHER_CLUSTER',
    });
  });
});

describe('post_upgrade', () => {
  test('compares everything, and leaves a cluster that was down as it was', async () => {
    const before = machine.tree();
    const passed = await machine.run(postUpgrade);
    expect(passed, passed.stdout).toMatchObject({ exitCode: 0, report: { outcome: 'unchanged' } });
    expect(machine.simulation.cluster()).toBeUndefined();
    expect(machine.tree()).toEqual(before);
    const failures = async (): Promise<unknown> =>
      (await machine.run(postUpgrade)).report.steps
        .filter(({ outcome }) => outcome === 'failed')
        .map(({ id, code }) => [id, code]);
    await machine.edit(machine.kvFile, (text) =>
      text.replace('"m0_client_types"', '"m0_client_kinds"'),
    );
    expect(await failures()).toEqual([['kv', 'KV_DIFFERS']]);
    // hctl is not given what config did not write.
    await machine.edit(machine.at('var/lib/hare/confd.xc'), (text) =>
      text.replace('/dev/sdc', '/dev/sdz'),
    );
    expect(await failures()).toEqual([
      ['bootstrap', 'CONFIG_DAMAGED'],
      ['confd', 'CONFD_DIFFERS'],
    ]);
    expect(machine.simulation.data()).toMatchObject({ mkfsCount: 1 });
  });

  test.each<[Readonly<Record<string, boolean | number | string>>, string]>([
    [{ 'bootstrap-crash': true }, 'HCTL_BOOTSTRAP_FAILED'],
    [{ 'bootstrap-kill': true }, 'HCTL_KILLED'],
  ])('%j: what failed to start is shut down, and no data are wiped', async (failures, code) => {
    await machine.simulation.fail(failures);
    const result = await machine.run(postUpgrade);
    expect(result.exitCode).toBe(1);
    expect(stepOf(result, 'bootstrap')).toMatchObject({ outcome: 'failed', code });
    expect(stepOf(result, 'as-found')).toMatchObject({ note: 'stopped' });
    expect(machine.simulation.cluster()).toBeUndefined();
    expect(machine.simulation.data()).toMatchObject({ mkfsCount: 1 });
  });
});
