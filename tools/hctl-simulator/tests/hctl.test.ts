import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compareStatus, formatFinding, waitUntilStarted } from '@hare/cluster';
import type { ClusterStatus, Hctl } from '@hare/hctl';
import type { ClusterDescription } from '@hare/cdf';
import { describe, expect, onTestFinished, test } from 'vitest';
import { oneNode, simulatedHctl, withS3 } from './simulated-hctl.js';

/** What the fixture's CDF says, as far as a status shows it. */
const cdf: ClusterDescription = {
  nodes: [
    {
      hostname: 'ssc-1',
      dataIface: 'eth1',
      m0Servers: [
        { runsConfd: true, data: [] },
        {
          data: ['b', 'c', 'd', 'e'].map((letter) => ({ path: `/dev/sd${letter}` })),
          metaData: '/dev/md0',
        },
      ],
      m0Clients: [{ name: 'm0_client_other', instances: 2 }],
    },
  ],
  pools: [{ name: 'tier1', dataUnits: 1, parityUnits: 0 }],
};
const bootstrap = { mkfs: true, source: { cdf: oneNode } };

async function statusOf(hctl: Hctl): Promise<ClusterStatus> {
  const answer = await hctl.statusJson({ devices: true });
  if (answer.kind === 'not-running') throw new Error('the cluster does not run');
  return answer.status;
}

const findings = async (hctl: Hctl): Promise<string[]> =>
  compareStatus(cdf, await statusOf(hctl)).map(formatFinding);

test('down, bootstrapped, running, shut down, down', async () => {
  const { hctl, simulation } = simulatedHctl();
  expect(await hctl.status()).toBe('not-running');
  expect(await hctl.statusJson()).toEqual({ kind: 'not-running' });
  await hctl.shutdown();
  await hctl.bootstrap(bootstrap);
  expect(await hctl.status()).toBe('running');
  await waitUntilStarted({ hctl, cdf, timeoutMs: 10_000 });
  expect(await findings(hctl)).toEqual([]);
  await hctl.shutdown();
  expect(await hctl.status()).toBe('not-running');
  expect(simulation.cluster()).toBeUndefined();
});

test('without --mkfs nothing is imported: where the KV is empty it waits until it is ended, and Consul alone stays up', async () => {
  const source = { configDir: path.dirname(oneNode) };
  const kv = path.join(mkdtempSync(path.join(tmpdir(), 'hare-sim-kv-')), 'kv.json');
  onTestFinished(() => rmSync(path.dirname(kv), { recursive: true }));
  const { hctl, simulation } = simulatedHctl({}, {}, { HCTL_SIM_KV: `json://${kv}` });
  await hctl.bootstrap({ mkfs: true, source });
  expect(readFileSync(kv, 'utf8')).toContain('m0conf/nodes/');
  await hctl.shutdown();
  await hctl.bootstrap({ mkfs: false, source });
  await hctl.shutdown();
  writeFileSync(kv, '{}');
  const stop = new AbortController();
  const waiting = hctl.bootstrap({ mkfs: false, source, signal: stop.signal });
  await expect.poll(() => simulation.cluster()?.phase).toBe('consul');
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'HCTL_KILLED' });
  expect([await hctl.status(), simulation.cluster()?.phase]).toEqual(['not-running', 'consul']);
  await hctl.shutdown();
  expect([simulation.cluster(), simulation.data().mkfsCount]).toEqual([undefined, 1]);
});

test('generated configuration is bootstrapped from its folder', async () => {
  const { hctl } = simulatedHctl();
  await hctl.bootstrap({
    mkfs: true,
    source: { configDir: path.dirname(oneNode) },
    xprt: 'libfab',
  });
  expect(await findings(hctl)).toEqual([]);
});

test('mkfs loses what users wrote, a bootstrap without it does not', async () => {
  const { hctl, simulation } = simulatedHctl();
  await hctl.bootstrap(bootstrap);
  await simulation.writeUserData('precious');
  await hctl.shutdown();
  await hctl.bootstrap({ ...bootstrap, mkfs: false });
  expect(simulation.userData()).toEqual(['precious']);
  await hctl.shutdown();
  await hctl.bootstrap(bootstrap);
  expect(simulation).toMatchObject({ folder: expect.any(String) as string });
  expect(simulation.userData()).toEqual([]);
  expect(simulation.data().mkfsCount).toBe(2);
});

test('without any mkfs Motr does not start', async () => {
  await expect(simulatedHctl().hctl.bootstrap({ ...bootstrap, mkfs: false })).rejects.toMatchObject(
    {
      code: 'HCTL_BOOTSTRAP_FAILED',
      message: expect.stringContaining('never formatted') as string,
    },
  );
});

test('a running cluster is not bootstrapped', async () => {
  const { hctl, simulation } = simulatedHctl();
  await hctl.bootstrap(bootstrap);
  await expect(hctl.bootstrap(bootstrap)).rejects.toMatchObject({
    code: 'HCTL_BOOTSTRAP_FAILED',
    message: expect.stringContaining('hare-hax is active ==> cluster is already running') as string,
  });
  expect(simulation.data().mkfsCount).toBe(1);
});

describe('status', () => {
  test.each([
    [{ 'status-noise': true }, 'running'],
    [{ 'status-old': true }, 'running'],
    [{ 'status-no-d': true }, 'running'],
    [{ 'status-slow': 200 }, 'running'],
  ])('%j is understood', async (failures, kind) => {
    const { hctl, simulation } = simulatedHctl();
    await hctl.bootstrap(bootstrap);
    await simulation.fail(failures);
    expect(await hctl.statusJson({ devices: true })).toMatchObject({ kind });
    expect(await findings(hctl)).toEqual([]);
  });

  test('an hctl without -d says nothing about devices', async () => {
    const { hctl, simulation } = simulatedHctl();
    await hctl.bootstrap(bootstrap);
    await simulation.fail({ 'status-no-d': true });
    expect((await statusOf(hctl)).devices).toBeUndefined();
  });

  test.each([
    [{ 'status-hang': true }, 'HCTL_TIMED_OUT'],
    [{ 'status-hang-hard': true }, 'HCTL_TIMED_OUT'],
    [{ 'status-kill': true }, 'HCTL_KILLED'],
    [{ 'status-refuse': true }, 'HCTL_STATUS_FAILED'],
    [{ 'status-exit': 7 }, 'HCTL_STATUS_FAILED'],
    [{ 'status-garbage': true }, 'HCTL_STATUS_NO_JSON'],
    [{ 'status-cut': true }, 'HCTL_STATUS_NO_JSON'],
    [{ 'status-empty': true }, 'HCTL_STATUS_NO_JSON'],
    [{ 'status-shape': true }, 'HCTL_STATUS_SHAPE'],
  ])('%j is an error, in time', async (failures, code) => {
    const { hctl, simulation } = simulatedHctl({ status: 1500 });
    await hctl.bootstrap(bootstrap);
    await simulation.fail(failures);
    await expect(hctl.statusJson({ devices: true })).rejects.toMatchObject({ code });
  });

  test.each([
    [
      { 'service-offline': 'confd' },
      ['ssc-1: service confd 0x7200000000000001:0x1 is not running (offline)'],
    ],
    [
      { 'service-unknown': 'ioservice' },
      ['ssc-1: service ioservice 0x7200000000000001:0x2 is not running (unknown)'],
    ],
    [{ 'service-missing': 'hax' }, ['ssc-1: service hax 0x7200000000000001:0x0 is missing']],
    [
      { 'service-wrong': 'ioservice' },
      [
        'ssc-1: service ioservice 0x7200000000000001:0x2 is missing',
        'ssc-1: service mystery 0x7200000000000001:0x2 is not in the description (started)',
      ],
    ],
    [
      { 'service-surplus': 'confd' },
      ['ssc-1: service confd 0x7200000000000001:0xffff is not in the description (started)'],
    ],
    [{ 'pool-missing': 'tier1' }, ['pool tier1 is missing']],
    [{ 'profile-missing': 'default' }, ['profile default is missing']],
    [{ 'device-offline': '/dev/sdc' }, ['ssc-1: device /dev/sdc is not online (offline)']],
    [
      { 'device-state': '/dev/sdc=rebalancing' },
      ['ssc-1: device /dev/sdc is not online (rebalancing)'],
    ],
    [
      { 'device-unknown': '/dev/sdc' },
      ['ssc-1: device /dev/sdc is in an unknown state (M0_NC_UNKNOWN)'],
    ],
    [{ 'device-missing': '/dev/sdc' }, ['ssc-1: device /dev/sdc is missing']],
  ])('%j is found', async (failures, expected) => {
    const { hctl, simulation } = simulatedHctl();
    await hctl.bootstrap(bootstrap);
    await simulation.fail(failures);
    expect(await findings(hctl)).toEqual(expected);
  });

  test('a missing node misses all of its services and devices', async () => {
    const { hctl, simulation } = simulatedHctl();
    await hctl.bootstrap(bootstrap);
    await simulation.fail({ 'node-missing': 'ssc-1' });
    expect(await findings(hctl)).toHaveLength(7);
  });
});

test('clients stay unknown, unless bootstrap is of older Hare or others start them', async () => {
  const clients = async (
    failures: Readonly<Record<string, boolean>>,
  ): Promise<readonly string[]> => {
    const { hctl, simulation } = simulatedHctl();
    await simulation.fail(failures);
    await hctl.bootstrap({ mkfs: true, source: { cdf: withS3(simulation.folder) } });
    const of = (await statusOf(hctl)).nodes.flatMap((node) =>
      node.svcs.filter(({ name }) => name === 's3server').map(({ status }) => status),
    );
    await hctl.shutdown();
    return [...of, ...simulation.units().map(({ name }) => name)];
  };
  expect(await clients({})).toEqual(['unknown']);
  expect(await clients({ 'bootstrap-starts-clients': true })).toEqual(['started']);
  expect(await clients({ 'client-units': true })).toEqual([
    'started',
    expect.stringMatching(/^m0_client_s3@0x7200000000000001:0x\d\.service$/),
  ]);
});

test('m0d that did not stop live on after a shutdown, and systemctl lists them', async () => {
  const { hctl, simulation, systemctl } = simulatedHctl();
  await simulation.fail({ 'bootstrap-crash-m0d': true });
  await expect(hctl.bootstrap(bootstrap)).rejects.toMatchObject({ code: 'HCTL_BOOTSTRAP_FAILED' });
  expect(systemctl('hare-*')).toContain('hare-hax.service loaded active running');
  await hctl.shutdown();
  expect(await hctl.status()).toBe('not-running');
  expect(systemctl('m0d@*', 'hare-*')).toBe(
    'm0d@0x7200000000000001:0x1.service loaded active running m0d (simulated)\nm0d@0x7200000000000001:0x2.service loaded active running m0d (simulated)\n',
  );
  await simulation.stopLeftUnits();
  expect(systemctl('m0d@*')).toBe('');
});

test('a bootstrap of generated configuration that was never formatted waits without a limit', async () => {
  const { hctl } = simulatedHctl({ bootstrap: 1500 });
  await expect(
    hctl.bootstrap({ mkfs: false, source: { configDir: path.dirname(oneNode) } }),
  ).rejects.toMatchObject({ code: 'HCTL_TIMED_OUT' });
});

test('the process is called by its program, and its child works on when it is killed', async () => {
  const { hctl, simulation } = simulatedHctl();
  await simulation.fail({ 'bootstrap-orphan': true, 'bootstrap-slow': 200 });
  await expect(hctl.bootstrap(bootstrap)).rejects.toMatchObject({ code: 'HCTL_KILLED' });
  while (simulation.cluster()?.phase !== 'running')
    await new Promise((resolve) => setTimeout(resolve, 20));
});

test('without its Consul hax is asked in vain', async () => {
  const { hctl, simulation } = simulatedHctl({ status: 1500 });
  await hctl.bootstrap(bootstrap);
  await simulation.fail({ 'consul-dead': true });
  await expect(hctl.status()).rejects.toMatchObject({ code: 'HCTL_TIMED_OUT' });
});

describe('bootstrap', () => {
  test.each([
    [{ 'bootstrap-refuse': true }, 'HCTL_BOOTSTRAP_FAILED', undefined, 0],
    [{ 'bootstrap-crash-early': true }, 'HCTL_BOOTSTRAP_FAILED', 'consul', 0],
    [{ 'bootstrap-crash': true }, 'HCTL_BOOTSTRAP_FAILED', 'mkfs', 1],
    [{ 'bootstrap-crash-mkfs': true }, 'HCTL_BOOTSTRAP_FAILED', 'hax', 0],
    [{ 'bootstrap-kill': true }, 'HCTL_KILLED', 'mkfs', 1],
    [{ 'bootstrap-hang': true }, 'HCTL_TIMED_OUT', 'mkfs', 1],
    [{ 'bootstrap-hang-hard': true }, 'HCTL_TIMED_OUT', 'mkfs', 1],
  ])(
    '%j is an error, and shutdown brings down what is left',
    async (failures, code, phase, mkfsCount) => {
      const { hctl, simulation } = simulatedHctl({ bootstrap: 1500 });
      await simulation.fail(failures);
      await expect(hctl.bootstrap(bootstrap)).rejects.toMatchObject({ code });
      expect(simulation.cluster()?.phase).toBe(phase);
      expect(simulation.data().mkfsCount).toBe(mkfsCount);
      await hctl.shutdown();
      expect(simulation.cluster()).toBeUndefined();
      await simulation.fail({});
      await hctl.bootstrap(bootstrap);
      expect(await findings(hctl)).toEqual([]);
    },
  );

  test('a slow start is waited for', async () => {
    const { hctl, simulation } = simulatedHctl();
    await simulation.fail({ 'slow-start': 800 });
    await hctl.bootstrap(bootstrap);
    expect(await findings(hctl)).toHaveLength(2);
    await waitUntilStarted({ hctl, cdf, timeoutMs: 20_000, pollMs: 50 });
    expect(await findings(hctl)).toEqual([]);
  });

  test('a second one beside the first is refused', async () => {
    const { hctl, simulation } = simulatedHctl();
    await simulation.fail({ 'bootstrap-slow': 2000 });
    const first = hctl.bootstrap(bootstrap);
    while (simulation.cluster() === undefined)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(hctl.bootstrap(bootstrap)).rejects.toMatchObject({
      message: expect.stringMatching(/another hctl bootstrap|hare-hax is active/) as string,
    });
    await first;
    expect(simulation.data().mkfsCount).toBe(1);
  });
});

describe('shutdown', () => {
  test('is repeated as often as it must', async () => {
    const { hctl, simulation } = simulatedHctl();
    await hctl.bootstrap(bootstrap);
    await simulation.fail({ 'shutdown-repeat': 3 });
    await hctl.shutdown();
    expect(simulation.callsOf('shutdown')).toHaveLength(3);
    expect(simulation.cluster()).toBeUndefined();
  });

  test.each([
    [{ 'shutdown-stuck': true }, 'HCTL_SHUTDOWN_FAILED'],
    [{ 'shutdown-refuse': true }, 'HCTL_SHUTDOWN_FAILED'],
    [{ 'shutdown-repeat': 6 }, 'HCTL_SHUTDOWN_FAILED'],
    [{ 'shutdown-hang': true }, 'HCTL_TIMED_OUT'],
    [{ 'shutdown-kill': true }, 'HCTL_KILLED'],
  ])('%j is an error after 5 times or when the time is up', async (failures, code) => {
    const { hctl, simulation } = simulatedHctl({ shutdown: 6000 });
    await hctl.bootstrap(bootstrap);
    await simulation.fail(failures);
    await expect(hctl.shutdown()).rejects.toMatchObject({ code });
    expect(await hctl.status()).toBe('running');
  });

  test('a failure that passes is no failure', async () => {
    const { hctl, simulation } = simulatedHctl();
    await hctl.bootstrap(bootstrap);
    await simulation.fail({ 'shutdown-refuse': { times: 2 } });
    await hctl.shutdown();
    expect(simulation.callsOf('shutdown').map((call) => call.exitCode)).toEqual([1, 1, 0]);
  });
});

test('reportbug writes its archive', async () => {
  const { hctl, simulation } = simulatedHctl();
  await hctl.reportbug({ id: 'bundle', folder: simulation.folder, logDir: '/l', configDir: '/c' });
  expect(
    readFileSync(path.join(simulation.folder, 'hare/hare_bundle.tar.gz')).subarray(0, 2),
  ).toEqual(Buffer.from([0x1f, 0x8b]));
  await simulation.fail({ 'reportbug-refuse': true });
  await expect(
    hctl.reportbug({ id: 'bundle', folder: simulation.folder, logDir: '/l', configDir: '/c' }),
  ).rejects.toMatchObject({ code: 'HCTL_REPORTBUG_FAILED' });
});

test('what hctl leaks does not reach the error or the log', async () => {
  const log: string[] = [];
  const { hctl, simulation } = simulatedHctl({}, { log: { debug: (text) => log.push(text) } });
  await simulation.fail({
    'bootstrap-leak': 'consul_token=canary-1 https://me:canary-1@host/ "secret_key": "canary-1"',
    'bootstrap-refuse': true,
  });
  const error = (await hctl.bootstrap(bootstrap).catch((reason: unknown) => reason)) as Error;
  expect(error.message).toContain('consul_token=******');
  expect(error.message + log.join('\n')).not.toContain('canary-1');
});
