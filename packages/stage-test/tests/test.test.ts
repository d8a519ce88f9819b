import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { snapshot } from '@hare/sandbox';
import { beforeEach, describe, expect, test } from 'vitest';
import { testMachine, type TestMachine } from './test-machine.js';

/** What a run may leave that says only that it ran: log, journal, lock, and their folders. */
const ownTraces =
  /^(run|var\/log|var\/lib\/hare\/setup$|var\/lib\/hare\/setup\/(journal\.jsonl|receipt\.json))/;
function stateOf(machine: TestMachine): unknown {
  const files = Object.entries(snapshot(machine.root)).filter(([file]) => !ownTraces.test(file));
  return {
    files: Object.fromEntries(files),
    kv: readFileSync(machine.kvFile, 'utf8'),
    data: machine.simulation.data(),
  };
}

type Report = Awaited<ReturnType<TestMachine['test']>>['report'];
const stepOf = (report: Report, id: string): Report['steps'][number] | undefined =>
  report.steps.find((step) => step.id === id);
const failedOf = (report: Report): Report['steps'] =>
  report.steps.filter((step) => step.outcome === 'failed');

let machine: TestMachine;
beforeEach(async () => {
  machine = await testMachine();
});

describe('a cluster that is down', () => {
  test('is started without mkfs, compared, and shut down: all is as before, and the outcome is unchanged', async () => {
    await machine.simulation.writeUserData('precious');
    const before = stateOf(machine);
    for (let time = 0; time < 2; time++) {
      const { exitCode, report, stdout } = await machine.test();
      expect(exitCode, stdout).toBe(0);
      expect(report.outcome).toBe('unchanged');
      expect(stepOf(report, 'promises')).toMatchObject({
        outcome: 'unchanged',
        note: '1 node, 8 services, 5 devices',
      });
      expect(machine.simulation.cluster()).toBeUndefined();
      expect(stateOf(machine)).toEqual(before);
    }
    expect(
      machine.simulation
        .callsOf('bootstrap')
        .slice(1)
        .every(({ args }) => !args.includes('--mkfs')),
    ).toBe(true);
    expect(machine.simulation.userData()).toEqual(['precious']);
  });

  test('is shut down again when it is not what it should be', async () => {
    await machine.simulation.fail({ 'service-offline': 'confd' });
    const { exitCode, report } = await machine.test('--timeout', '2');
    expect(exitCode).toBe(1);
    expect(failedOf(report)).toMatchObject([
      {
        id: 'promises',
        code: 'CLUSTER_DIFFERS',
        findings: [
          'srvnode-1.data.private: service confd 0x7200000000000001:0x1 is not running (offline)',
        ],
      },
    ]);
    expect(machine.simulation.cluster()).toBeUndefined();
  });

  test('and that does not start is shut down, and nothing else is claimed about it', async () => {
    await machine.simulation.fail({ 'bootstrap-crash': true });
    const { exitCode, report } = await machine.test();
    expect(exitCode).toBe(1);
    expect(failedOf(report)).toMatchObject([{ id: 'bootstrap', code: 'HCTL_BOOTSTRAP_FAILED' }]);
    expect(stepOf(report, 'promises')?.outcome).toBe('skipped');
    expect(stepOf(report, 'as-found')).toMatchObject({ note: 'stopped' });
    expect(machine.simulation.cluster()).toBeUndefined();
  });

  test('is not started by a dry run', async () => {
    const before = stateOf(machine);
    const { exitCode, report } = await machine.test('--dry-run');
    expect({ exitCode, outcome: report.outcome }).toEqual({ exitCode: 0, outcome: 'unchanged' });
    expect(stepOf(report, 'bootstrap')?.outcome).toBe('would-change');
    expect(stateOf(machine)).toEqual(before);
    expect(machine.simulation.callsOf('bootstrap')).toHaveLength(1);
  });
});

describe('a cluster that runs', () => {
  beforeEach(async () => {
    await machine.hctl('bootstrap', machine.cdf);
  });

  test('is compared and left running', async () => {
    const { exitCode, report } = await machine.test();
    expect({ exitCode, outcome: report.outcome }).toEqual({ exitCode: 0, outcome: 'unchanged' });
    expect(machine.simulation.cluster()?.phase).toBe('running');
    expect(machine.simulation.callsOf('shutdown')).toHaveLength(1);
  });

  test.each<[Readonly<Record<string, string | boolean>>, string[]]>([
    [
      { 'service-missing': 'hax' },
      ['srvnode-1.data.private: service hax 0x7200000000000001:0x0 is missing'],
    ],
    [
      { 'service-unknown': 'ioservice' },
      ['srvnode-1.data.private: service ioservice 0x7200000000000001:0x2 is not running (unknown)'],
    ],
    [
      { 'service-wrong': 'ioservice' },
      [
        'srvnode-1.data.private: service ioservice 0x7200000000000001:0x2 is missing',
        'srvnode-1.data.private: service mystery 0x7200000000000001:0x2 is not in the description (started)',
      ],
    ],
    [
      { 'service-surplus': 'confd', 'pool-missing': 'the pool' },
      [
        'srvnode-1.data.private: service confd 0x7200000000000001:0xffff is not in the description (started)',
        'pool the pool is missing',
      ],
    ],
    [
      { 'profile-missing': 'Profile_the_pool', 'device-offline': '/dev/sdd' },
      [
        'profile Profile_the_pool is missing',
        'srvnode-1.data.private: device /dev/sdd is not online (offline)',
      ],
    ],
    [
      { 'device-state': '/dev/sdd=rebalancing' },
      ['srvnode-1.data.private: device /dev/sdd is not online (rebalancing)'],
    ],
    [{ 'device-missing': '/dev/sdc' }, ['srvnode-1.data.private: device /dev/sdc is missing']],
  ])('%j: every difference is told, and the cluster left running', async (failures, findings) => {
    await machine.simulation.fail(failures);
    const { exitCode, report } = await machine.test();
    expect(exitCode).toBe(1);
    expect(failedOf(report)).toMatchObject([{ id: 'promises', code: 'CLUSTER_DIFFERS', findings }]);
    expect(machine.simulation.cluster()?.phase).toBe('running');
  });

  test.each<[Readonly<Record<string, boolean>>, string]>([
    [{ 'status-garbage': true }, 'HCTL_STATUS_NO_JSON'],
    [{ 'status-cut': true }, 'HCTL_STATUS_NO_JSON'],
    [{ 'status-empty': true }, 'HCTL_STATUS_NO_JSON'],
    [{ 'status-shape': true }, 'HCTL_STATUS_SHAPE'],
    [{ 'status-hang': true }, 'HCTL_TIMED_OUT'],
    [{ 'status-kill': true }, 'HCTL_KILLED'],
  ])('%j is an error in time, and the cluster is left running', async (failures, code) => {
    machine = await testMachine({ HARE_TIMEOUTS_STATUS: '1s' });
    await machine.hctl('bootstrap', machine.cdf);
    await machine.simulation.fail(failures);
    const { exitCode, report } = await machine.test();
    expect(exitCode).toBe(1);
    expect(failedOf(report)[0]).toMatchObject({ code });
    expect(machine.simulation.cluster()?.phase).toBe('running');
    expect(machine.simulation.callsOf('shutdown')).toHaveLength(1);
  });

  test('an hctl without -d, with the shape of older releases and noise, is understood, and devices are said to be not checked', async () => {
    await machine.simulation.fail({
      'status-no-d': true,
      'status-old': true,
      'status-noise': true,
    });
    const { exitCode, report } = await machine.test();
    expect(exitCode).toBe(0);
    expect(stepOf(report, 'promises')?.note).toContain('devices not checked');
  });

  test('an unknown device is a warning, or a failure if so set', async () => {
    await machine.simulation.fail({ 'device-unknown': '/dev/sdc' });
    const warned = await machine.test();
    expect(warned.exitCode).toBe(0);
    expect(
      stepOf(warned.report, 'promises')?.warnings?.filter((warning) => warning.includes('device')),
    ).toEqual(['srvnode-1.data.private: device /dev/sdc is in an unknown state (M0_NC_UNKNOWN)']);
    const param = path.join(machine.folder, 'param.json');
    writeFileSync(param, '{"hare": {"test": {"unknown_devices": "failure"}}}');
    expect(await machine.test('--param', `json://${param}`)).toMatchObject({ exitCode: 1 });
  });
});

test.each([
  ['expected', 0, 'warnings'],
  ['required', 1, 'findings'],
] as const)('clients that do not run, where they are %s', async (clients, exitCode, told) => {
  machine = await testMachine({ HARE_CLUSTER_CLIENTS: clients });
  await machine.hctl('bootstrap', machine.cdf);
  const end = await machine.test('--timeout', '2');
  expect(end.exitCode, end.stdout).toBe(exitCode);
  expect(stepOf(end.report, 'promises')?.[told]).toEqual(
    ['0x3', '0x4'].map(
      (key) =>
        `srvnode-1.data.private: service s3server 0x7200000000000001:${key} is not running (unknown)`,
    ),
  );
});

describe('plan regression', () => {
  test('holds on a cluster that is as config left it', async () => {
    const { exitCode, report, stdout } = await machine.test('--plan', 'regression');
    expect(exitCode, stdout).toBe(0);
    expect(['confd', 'kv', 'fids'].map((id) => stepOf(report, id)?.outcome)).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
  });

  test('finds a changed confd.xc, object by object, and a missing one', async () => {
    const file = path.join(path.dirname(machine.cdf), 'confd.xc');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"/dev/sdc"', '"/dev/sdz"'));
    const { exitCode, report } = await machine.test('--plan', 'regression');
    expect(exitCode).toBe(1);
    expect(failedOf(report)).toMatchObject([
      {
        id: 'confd',
        code: 'CONFD_DIFFERS',
        findings: expect.arrayContaining([
          expect.stringContaining('/dev/sdz') as string,
        ]) as string[],
      },
    ]);
    rmSync(file);
    expect(failedOf((await machine.test('--plan', 'regression')).report)).toMatchObject([
      { id: 'confd', code: 'CONFD_MISSING' },
    ]);
  });

  test('finds keys that differ, are missing or too many, and writes none of them', async () => {
    const kv = JSON.parse(readFileSync(machine.kvFile, 'utf8')) as Record<string, string>;
    const changed = {
      ...kv,
      'm0conf/pools/0x6f00000000000001:0x0': 'other',
      'm0conf/surplus': 'x',
      epoch: '17',
    };
    delete (changed as Partial<typeof kv>)['m0_client_types'];
    writeFileSync(machine.kvFile, JSON.stringify(changed));
    const before = readFileSync(machine.kvFile, 'utf8');
    const { exitCode, report } = await machine.test('--plan', 'regression');
    expect(exitCode).toBe(1);
    expect(failedOf(report)).toMatchObject([
      {
        id: 'kv',
        code: 'KV_DIFFERS',
        findings: [
          'missing: m0_client_types',
          'differs: m0conf/pools/0x6f00000000000001:0x0',
          'surplus: m0conf/surplus',
        ],
      },
    ]);
    expect(readFileSync(machine.kvFile, 'utf8')).toBe(before);
  });

  test('finds a cluster that runs with other fids', async () => {
    await machine.hctl('bootstrap', machine.cdf);
    const file = path.join(machine.hctlState, 'cluster.json');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replaceAll(/0x7200000000000001:0x2(?=\\*")/g, '$&2'),
    );
    const { exitCode, report } = await machine.test('--plan', 'regression');
    expect(exitCode).toBe(1);
    expect(failedOf(report)).toMatchObject([
      {
        id: 'fids',
        code: 'FIDS_DIFFER',
        findings: [
          'srvnode-1.data.private: service ioservice has fid 0x7200000000000001:0x22, expected 0x7200000000000001:0x2',
        ],
      },
    ]);
  });
});

describe('plan full', () => {
  test('reads every drive, and does not pretend to know a Consul that is not there', async () => {
    const { exitCode, report } = await machine.test('--plan', 'full');
    expect(exitCode).toBe(1);
    expect(stepOf(report, 'drives')).toMatchObject({ outcome: 'unchanged', note: '5 drives' });
    expect(failedOf(report)).toMatchObject([
      {
        id: 'consul',
        code: 'CONSUL_UNREACHABLE',
        reason: 'plan full needs Consul, but the KV is json',
      },
    ]);
    expect(machine.simulation.cluster()).toBeUndefined();
  });

  test('names each drive that cannot be read', async () => {
    rmSync(path.join(machine.root, 'dev/sdd'));
    writeFileSync(path.join(machine.root, 'dev/sde'), 'short');
    const { report } = await machine.test('--plan', 'full');
    expect(stepOf(report, 'drives')).toMatchObject({
      code: 'DRIVE_UNREADABLE',
      findings: [
        expect.stringMatching(/^\/dev\/sdd: ENOENT/) as string,
        '/dev/sde: only 5 of 4096 bytes could be read',
      ],
    });
  });
});

describe('plans that measure', () => {
  const param = (machine: TestMachine, settings: Readonly<Record<string, number>>): string => {
    const file = path.join(machine.folder, 'param.json');
    writeFileSync(
      file,
      JSON.stringify({ hare: { test: { status_repeats: 2, kv_operations: 5, ...settings } } }),
    );
    return `json://${file}`;
  };

  test('performance reports figures and leaves nothing', async () => {
    const before = stateOf(machine);
    const { exitCode, report, stdout } = await machine.test(
      '--plan',
      'performance',
      '--param',
      param(machine, {}),
    );
    expect(exitCode, stdout).toBe(0);
    expect(report.outcome).toBe('unchanged');
    expect(stepOf(report, 'status-time')?.figures).toMatchObject({
      statusCalls: 2,
      statusMedianMs: expect.any(Number) as number,
    });
    expect(stepOf(report, 'kv-time')?.figures).toMatchObject({
      kvWriteMedianMs: expect.any(Number) as number,
      kvReadsPerSecond: expect.any(Number) as number,
    });
    expect(stateOf(machine)).toEqual(before);
  });

  test('scalability measures with more and more at once', async () => {
    const { exitCode, report, stdout } = await machine.test(
      '--plan',
      'scalability',
      '--param',
      param(machine, { kv_concurrency: 3 }),
    );
    expect(exitCode, stdout).toBe(0);
    expect(
      Object.keys(stepOf(report, 'kv-time')?.figures ?? {}).filter((name) =>
        name.endsWith('PerSecond'),
      ),
    ).toEqual([
      'kvWrites1PerSecond',
      'kvReads1PerSecond',
      'kvWrites2PerSecond',
      'kvReads2PerSecond',
      'kvWrites3PerSecond',
      'kvReads3PerSecond',
    ]);
  });

  test('a limit that is exceeded is a failure', async () => {
    const { exitCode, report } = await machine.test(
      '--plan',
      'performance',
      '--param',
      param(machine, { max_status_ms: 0.001 }),
    );
    expect(exitCode).toBe(1);
    expect(failedOf(report)).toMatchObject([{ id: 'status-time', code: 'TOO_SLOW' }]);
    expect(machine.simulation.cluster()).toBeUndefined();
  });
});

describe('wrong input changes nothing', () => {
  test.each([
    ['an unknown setting', '{"hare": {"test": {"status_repeat": 2}}}', 'TEST_PARAM_INVALID'],
    ['broken JSON', '{', undefined],
  ])('%s in --param', async (_, text, code) => {
    const file = path.join(machine.folder, 'param.json');
    writeFileSync(file, text);
    const { exitCode, report } = await machine.test('--param', `json://${file}`);
    expect(exitCode).toBe(1);
    expect(failedOf(report)).toMatchObject([
      { id: 'settings', ...(code === undefined ? {} : { code }) },
    ]);
    expect(machine.simulation.callsOf('bootstrap')).toHaveLength(1);
  });

  test('a --param that is not there', async () => {
    expect(await machine.test('--param', 'json:///no/such.json')).toMatchObject({ exitCode: 1 });
  });

  test('an unknown plan is wrong usage', async () => {
    expect((await machine.test('--plan', 'sanitary')).exitCode).toBe(2);
  });

  test('no cluster description', async () => {
    rmSync(machine.cdf);
    const { exitCode, report } = await machine.test();
    expect(exitCode).toBe(1);
    expect(failedOf(report)).toMatchObject([
      {
        id: 'cdf',
        code: 'CDF_FILE_MISSING',
        hint: expect.stringContaining('hare_setup config') as string,
      },
    ]);
  });
});
