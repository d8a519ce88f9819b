import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, inject, test } from 'vitest';
import { cdfText, initMachine, type InitMachine } from './init-machine.js';
import { spawnInit } from './spawn-init.js';

const quick = { HARE_TIMEOUTS_STATUS: '3s', HARE_TIMEOUTS_SHUTDOWN: '8s' };

function recorded(machine: InitMachine): string | undefined {
  const file = path.join(machine.stateDir, 'mkfs.json');
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { state: string }).state
    : undefined;
}

describe('what init gets over', () => {
  test.each([
    [{ 'bootstrap-noise': true, 'status-noise': true, 'shutdown-noise': true }],
    [{ 'slow-start': 1500 }],
    [{ 'status-old': true, 'status-no-d': true }],
    [{ 'shutdown-refuse': { times: 1 } }],
    [{ 'service-missing': 's3server' }],
    [{ 'bootstrap-starts-clients': true }],
    [{ 'device-state': '/dev/sdc=failed' }],
  ])('%j', async (failures) => {
    const machine = initMachine();
    await machine.simulation.fail(failures);
    const result = await machine.init();
    expect(result, result.stdout).toMatchObject({ exitCode: 0, report: { outcome: 'changed' } });
    expect(machine.simulation.cluster()).toBeUndefined();
    expect(recorded(machine)).toBe('done');
  });
});

describe('a bootstrap that fails is shut down and reported', () => {
  test.each<[Readonly<Record<string, boolean | number>>, string, RegExp]>([
    [
      { 'bootstrap-refuse': true },
      'HCTL_BOOTSTRAP_FAILED',
      /exit code 1; it printed:\n[^]*bootstrap: refused/,
    ],
    [{ 'bootstrap-exit': 7 }, 'HCTL_BOOTSTRAP_FAILED', /exit code 7/],
    [{ 'bootstrap-crash-early': true }, 'HCTL_BOOTSTRAP_FAILED', /no Consul leader was elected/],
    [{ 'bootstrap-crash-mkfs': true }, 'HCTL_BOOTSTRAP_FAILED', /Starting hax/],
    [{ 'bootstrap-orphan': true, 'bootstrap-slow': 400 }, 'HCTL_KILLED', /was killed by SIGKILL/],
    [
      { 'bootstrap-crash': true },
      'HCTL_BOOTSTRAP_FAILED',
      /Formatting devices[^]*m0d@0x7200000000000001:0x1 failed to start/,
    ],
    [{ 'bootstrap-kill': true }, 'HCTL_KILLED', /was killed by SIGKILL/],
    [{ 'bootstrap-hang': true }, 'HCTL_TIMED_OUT', /timed out after .* and was stopped/],
  ])('%j', async (failures, code, reason) => {
    const machine = initMachine(quick);
    await machine.simulation.fail(failures);
    const { exitCode, report, stdout } = await machine.init('--timeout', '4');
    expect(exitCode, stdout).toBe(1);
    expect(report.steps.find((step) => step.id === 'bootstrap')).toMatchObject({
      outcome: 'failed',
      code,
      reason: expect.stringMatching(reason) as string,
    });
    expect(report.steps.find((step) => step.id === 'as-found')).toMatchObject({
      outcome: 'changed',
      note: 'stopped',
    });
    expect(machine.simulation.cluster()).toBeUndefined();
    expect(recorded(machine)).toBe('started');
    expect(readFileSync(machine.cdf, 'utf8')).toBe(cdfText);
    await machine.simulation.fail({});
    expect(await machine.init()).toMatchObject({ exitCode: 0 });
    expect(recorded(machine)).toBe('done');
  });
});

describe('services that do not come up: the cluster is shut down and each is named', () => {
  test.each<[Readonly<Record<string, string | boolean>>, string]>([
    [
      { 'service-offline': 'ioservice' },
      'srvnode-1.data.private: service ioservice 0x7200000000000001:0x2 is not running (offline)',
    ],
    [
      { 'service-wrong': 'confd' },
      'srvnode-1.data.private: service confd 0x7200000000000001:0x1 is missing',
    ],
  ])('%j', async (failures, finding) => {
    const machine = initMachine(quick);
    await machine.simulation.fail(failures);
    const { exitCode, report } = await machine.init('--timeout', '4');
    expect(exitCode).toBe(1);
    expect(report.steps.find((step) => step.id === 'services')).toMatchObject({
      outcome: 'failed',
      code: 'CLUSTER_NOT_STARTED',
      findings: expect.arrayContaining([expect.stringContaining(finding)]) as string[],
    });
    expect(report.steps.find((step) => step.id === 'as-found')).toMatchObject({
      note: 'stopped',
    });
    expect(machine.simulation.cluster()).toBeUndefined();
    expect(recorded(machine)).toBe('formatted');
    await machine.simulation.writeUserData('precious');
    await machine.simulation.fail({});
    expect(await machine.init()).toMatchObject({ exitCode: 0 });
    expect([
      recorded(machine),
      machine.simulation.data().mkfsCount,
      machine.simulation.userData(),
    ]).toEqual(['done', 1, ['precious']]);
  });

  test.each<[Readonly<Record<string, boolean>>, string]>([
    [{ 'status-garbage': true }, 'HCTL_STATUS_NO_JSON'],
    [{ 'status-cut': true }, 'HCTL_STATUS_NO_JSON'],
    [{ 'status-shape': true }, 'HCTL_STATUS_SHAPE'],
  ])('nor does a status that cannot be read count as started: %j', async (failures, code) => {
    const machine = initMachine(quick);
    await machine.simulation.fail(failures);
    const { exitCode, report } = await machine.init('--timeout', '4');
    expect(exitCode).toBe(1);
    expect(report.steps.find((step) => step.id === 'services')).toMatchObject({
      outcome: 'failed',
      code,
    });
    expect(machine.simulation.cluster()).toBeUndefined();
  });
});

describe('a status that says nothing keeps init from doing anything', () => {
  test.each<[Readonly<Record<string, boolean | number>>, string]>([
    [{ 'status-hang': true }, 'HCTL_TIMED_OUT'],
    [{ 'status-kill': true }, 'HCTL_KILLED'],
    [{ 'status-exit': 3 }, 'HCTL_STATUS_FAILED'],
  ])('%j', async (failures, code) => {
    const machine = initMachine({ HARE_TIMEOUTS_STATUS: '1s' });
    await machine.simulation.fail(failures);
    const { exitCode, report } = await machine.init();
    expect(exitCode).toBe(1);
    expect(report.steps.filter((step) => step.outcome === 'failed')).toMatchObject([
      {
        id: 'cluster',
        code,
        hint: expect.stringContaining('the state of the cluster is unknown') as string,
      },
    ]);
    expect(machine.simulation.callsOf('bootstrap')).toEqual([]);
    expect(recorded(machine)).toBeUndefined();
  });
});

describe('a shutdown that does not succeed is said, and what runs can be run again', () => {
  test.each<[Readonly<Record<string, boolean>>, string]>([
    [{ 'shutdown-stuck': true }, 'HCTL_SHUTDOWN_FAILED'],
    [{ 'shutdown-hang': true }, 'HCTL_TIMED_OUT'],
    [{ 'shutdown-kill': true }, 'HCTL_KILLED'],
  ])('%j', async (failures, code) => {
    const machine = initMachine({ ...quick, HARE_TIMEOUTS_SHUTDOWN: '2s' });
    await machine.simulation.fail(failures);
    const { exitCode, report } = await machine.init();
    expect(exitCode).toBe(1);
    expect(report.steps.filter((step) => step.outcome === 'failed')).toMatchObject([
      {
        id: 'as-found',
        code,
        reason: expect.stringContaining('could not be stopped and may still be running') as string,
      },
    ]);
    expect(recorded(machine)).toBe('done');
    await machine.simulation.fail({});
    expect(await machine.init()).toMatchObject({ exitCode: 0 });
    expect(machine.simulation.cluster()).toBeUndefined();
    expect(machine.simulation.data().mkfsCount).toBe(1);
  });
});

test('secrets that hctl prints reach neither the output nor the log', async () => {
  const machine = initMachine(quick);
  await machine.simulation.fail({
    'bootstrap-leak': 'token: canary-1, https://me:canary-2@host/',
    'bootstrap-crash': true,
  });
  const { stdout, stderr, report } = await machine.init();
  const log = readFileSync(path.join(machine.root, 'var/log/seagate/hare/setup.log'), 'utf8');
  expect(log).toContain('hctl');
  expect(stdout + stderr + JSON.stringify(report) + log).not.toMatch(/canary-\d/);
});

describe('units of Motr that hctl does not see', () => {
  test('m0d that live on after a failed bootstrap: it is not called down, and nothing is formatted until they are stopped', async () => {
    const machine = initMachine(quick);
    await machine.simulation.fail({ 'bootstrap-crash-m0d': true });
    const failed = await machine.init();
    expect(failed.exitCode).toBe(1);
    const [m0d = ''] = machine.simulation.units().map(({ name }) => name);
    expect(failed.report.steps.find(({ id }) => id === 'as-found')).toMatchObject({
      outcome: 'failed',
      code: 'CLUSTER_UNITS_LEFT',
      reason: expect.stringContaining(m0d) as string,
    });
    await machine.simulation.fail({});
    const again = await machine.init();
    expect(again.exitCode).toBe(1);
    expect(again.report.steps.find(({ outcome }) => outcome === 'failed')).toMatchObject({
      id: 'motr-units',
      code: 'MOTR_UNITS_ACTIVE',
      reason: expect.stringContaining(m0d) as string,
      hint: expect.stringContaining(`systemctl stop '${m0d}'`) as string,
    });
    expect(again.stdout).not.toContain('(stopped');
    expect(await machine.init('--mkfs=always', '--yes')).toMatchObject({ exitCode: 1 });
    expect(machine.simulation.data().mkfsCount).toBe(1);
    await machine.simulation.stopLeftUnits();
    expect(await machine.init()).toMatchObject({ exitCode: 0 });
  });

  test('clients that others started outlive the shutdown, which is said', async () => {
    const machine = initMachine(quick);
    await machine.simulation.fail({ 'client-units': true });
    const { exitCode, report } = await machine.init();
    expect(exitCode).toBe(1);
    expect(report.steps.find(({ id }) => id === 'as-found')).toMatchObject({
      code: 'CLUSTER_UNITS_LEFT',
      reason: expect.stringContaining('m0_client_s3@0x7200000000000001:0x3.service') as string,
    });
    expect(recorded(machine)).toBe('done');
  });

  test('Consul dead and hax alive: status never answers, and nothing is done', async () => {
    const machine = initMachine({ HARE_TIMEOUTS_STATUS: '1s' });
    expect(await machine.init('--keep-running')).toMatchObject({ exitCode: 0 });
    await machine.simulation.fail({ 'consul-dead': true });
    const { exitCode, report } = await machine.init();
    expect(exitCode).toBe(1);
    expect(report.steps.find(({ outcome }) => outcome === 'failed')).toMatchObject({
      id: 'cluster',
      code: 'HCTL_TIMED_OUT',
    });
    expect(machine.simulation.data().mkfsCount).toBe(1);
  });
});

describe('an mkfs that was begun and not seen to end', () => {
  const begun = {
    version: 1,
    clusterId: `sha256:${createHash('sha256').update('srvnode-1.data.private').digest('hex')}`,
    cdfDigest: 'd',
    state: 'started',
    time: '2021-02-01T00:00:00.000Z',
    host: 'h',
  };
  function withRecord(record: object, kv: object = {}): InitMachine {
    const machine = initMachine(quick);
    mkdirSync(machine.stateDir, { recursive: true });
    writeFileSync(path.join(machine.stateDir, 'mkfs.json'), JSON.stringify(record));
    writeFileSync(path.join(machine.folder, 'kv.json'), JSON.stringify(kv));
    return machine;
  }

  test.each(['STARTED', 'STOPPED'])(
    'is not done again where the KV says that an ioservice was started (%s)',
    async (state) => {
      const machine = withRecord(begun, {
        'processes/0x7200000000000001:0x2': JSON.stringify({
          state: `M0_CONF_HA_PROCESS_${state}`,
        }),
      });
      const { exitCode, report } = await machine.init();
      expect(exitCode).toBe(1);
      expect(report.steps.find(({ outcome }) => outcome === 'failed')).toMatchObject({
        code: 'MKFS_UNRECORDED',
      });
      expect(machine.simulation.callsOf('bootstrap')).toEqual([]);
    },
  );

  test('is done again where only hax was', async () => {
    const machine = withRecord(begun, {
      'processes/0x7200000000000001:0x0': JSON.stringify({ state: 'M0_CONF_HA_PROCESS_STARTED' }),
    });
    expect(await machine.init()).toMatchObject({ exitCode: 0 });
    expect(recorded(machine)).toBe('done');
  });

  test('a record that says formatted never leads to a second one', async () => {
    const machine = withRecord({ ...begun, state: 'formatted' });
    const { exitCode } = await machine.init();
    expect(exitCode).toBe(1);
    expect(
      machine.simulation.callsOf('bootstrap').map(({ args }) => args.includes('--mkfs')),
    ).toEqual([false]);
  });
});

describe('an interruption', () => {
  async function interrupted(
    machine: InitMachine,
    failures: Readonly<Record<string, boolean | number>>,
    times = 1,
  ): Promise<Awaited<ReturnType<typeof spawnInit>['ended']>> {
    await machine.simulation.fail(failures);
    const { child, ended, until } = spawnInit(machine, ['--json']);
    await until(() => machine.simulation.cluster()?.phase === 'mkfs');
    for (let time = 0; time < times; time++) {
      child.kill('SIGINT');
      await delay(200);
    }
    return ended;
  }

  test('lets a bootstrap end, then shuts the cluster down and says so', async () => {
    const machine = initMachine();
    const { exitCode, output } = await interrupted(machine, { 'bootstrap-slow': 2000 });
    expect(exitCode, output).toBe(130);
    expect(output).toMatch(/"id": "as-found"[^}]*"note": "stopped"/);
    expect(machine.simulation.cluster()).toBeUndefined();
    expect(machine.simulation.callsOf('bootstrap')).toMatchObject([{ exitCode: 0 }]);
    expect(recorded(machine)).toBe('formatted');
    await machine.simulation.fail({});
    const again = await machine.init();
    expect(again, again.stdout).toMatchObject({ exitCode: 0 });
  });

  test('ends at once when it comes twice, and the next run brings things in order', async () => {
    const machine = initMachine();
    const { exitCode } = await interrupted(machine, { 'bootstrap-hang': true }, 2);
    expect(exitCode).toBe(130);
    await machine.simulation.fail({});
    const again = await machine.init();
    expect(again, again.stdout).toMatchObject({ exitCode: 0 });
    expect(machine.simulation.cluster()).toBeUndefined();
  });

  test.runIf(inject('limits').initGraceRuns > 0)(
    'stops a bootstrap that hangs after 30 s, and shuts the cluster down',
    async () => {
      const machine = initMachine();
      const { exitCode, output } = await interrupted(machine, { 'bootstrap-hang': true });
      expect(exitCode, output).toBe(130);
      expect(machine.simulation.cluster()).toBeUndefined();
    },
  );
});
