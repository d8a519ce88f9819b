import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { snapshot } from '@hare/sandbox';
import { forgetMkfs } from '@hare/cluster';
import { describe, expect, test } from 'vitest';
import { cdfText, initMachine, type InitMachine } from './init-machine.js';

const devices = ['/dev/sdc', '/dev/sdd', '/dev/sde', '/dev/sdf', '/dev/sdb'].map(
  (device) => `srvnode-1.data.private: ${device}`,
);

/** What a run may leave that says only that it ran: log, journal, lock, and their folders. */
const ownTraces =
  /^(run|var\/log|var\/lib\/hare\/setup$|var\/lib\/hare\/setup\/(journal\.jsonl|receipt\.json))/;
function treeOf(machine: InitMachine): Record<string, string> {
  return Object.fromEntries(
    Object.entries(snapshot(machine.root)).filter(([file]) => !ownTraces.test(file)),
  );
}
const mkfsRecord = (machine: InitMachine): unknown =>
  JSON.parse(readFileSync(path.join(machine.stateDir, 'mkfs.json'), 'utf8'));
const bootstraps = (machine: InitMachine): string[] =>
  machine.simulation.callsOf('bootstrap').map(({ args }) => args.join(' '));

test('the first run formats, starts, waits, and shuts down; the second changes nothing', async () => {
  const machine = initMachine();
  const first = await machine.init();
  expect(first, first.stdout + first.stderr).toMatchObject({
    exitCode: 0,
    report: { outcome: 'changed' },
  });
  expect(machine.simulation.cluster()).toBeUndefined();
  expect(machine.simulation.data().mkfsCount).toBe(1);
  expect(bootstraps(machine)).toEqual([`bootstrap --mkfs --xprt libfab ${machine.cdf}`]);
  expect(mkfsRecord(machine)).toMatchObject({ version: 1, state: 'done' });
  const before = treeOf(machine);
  const second = await machine.init();
  expect(second).toMatchObject({ exitCode: 0, report: { outcome: 'unchanged' } });
  expect(treeOf(machine)).toEqual(before);
  expect(bootstraps(machine)).toHaveLength(1);
  expect(machine.simulation.cluster()).toBeUndefined();
});

test('a dry run says what would be formatted, and changes nothing', async () => {
  const machine = initMachine();
  const before = treeOf(machine);
  const { exitCode, report } = await machine.init('--dry-run');
  expect({ exitCode, outcome: report.outcome }).toEqual({ exitCode: 0, outcome: 'would-change' });
  expect(report.steps.find((step) => step.id === 'bootstrap')).toMatchObject({
    outcome: 'would-change',
    diff: ['c', 'd', 'e', 'f', 'b']
      .map((letter) => `format srvnode-1.data.private: /dev/sd${letter} (10.0 GiB)`)
      .join('\n'),
  });
  expect(treeOf(machine)).toEqual(before);
  expect(machine.simulation.calls().map(({ args }) => args[0])).toEqual(['status']);
});

test('generated configuration beside the CDF that config recorded is what is bootstrapped', async () => {
  const machine = initMachine();
  mkdirSync(machine.stateDir, { recursive: true });
  const folder = path.dirname(machine.cdf);
  const fixture = new URL('../../../tools/hctl-simulator/fixtures/01-one-node/', import.meta.url);
  for (const name of ['confd.xc', 'consul-kv.json', 'consul-agents.json'])
    writeFileSync(path.join(folder, name), readFileSync(new URL(name, fixture)));
  writeFileSync(path.join(folder, 'node-name'), 'srvnode-1.data.private\n');
  await machine.init();
  expect(bootstraps(machine)).toEqual([`bootstrap --mkfs --xprt libfab ${machine.cdf}`]);
  writeFileSync(
    path.join(machine.stateDir, 'config.json'),
    JSON.stringify({ version: 1, url: machine.url, cdf: machine.cdf, digest: 'x' }),
  );
  await machine.init('--keep-running', '--timeout', '1');
  expect(bootstraps(machine)[1]).toBe(`bootstrap --xprt libfab -c ${folder}`);
});

describe('a cluster that runs', () => {
  test('is left running, and recorded as formatted, so that nothing ever wipes it', async () => {
    const machine = initMachine();
    await machine.init('--keep-running');
    rmSync(machine.stateDir, { recursive: true });
    rmSync(path.join(machine.folder, 'kv.json'));
    await machine.simulation.writeUserData('precious');
    expect(await machine.init()).toMatchObject({ exitCode: 0, report: { outcome: 'changed' } });
    expect(await machine.init()).toMatchObject({ exitCode: 0, report: { outcome: 'unchanged' } });
    expect(machine.simulation.cluster()?.phase).toBe('running');
    await machine.simulation.fail({});
    expect(mkfsRecord(machine)).toMatchObject({ state: 'done' });
    expect(machine.simulation.userData()).toEqual(['precious']);
    expect(bootstraps(machine)).toHaveLength(1);
  });

  test('with a service that is not running is exit 1, and still left as it is', async () => {
    const machine = initMachine();
    await machine.init('--keep-running');
    await machine.simulation.fail({ 'service-offline': 'ioservice' });
    const { exitCode, report } = await machine.init('--timeout', '1');
    expect(exitCode).toBe(1);
    expect(report.steps.find((step) => step.id === 'services')).toMatchObject({
      outcome: 'failed',
      findings: [
        expect.stringContaining('ioservice 0x7200000000000001:0x2 is not running') as string,
      ],
    });
    expect(report.steps.find((step) => step.id === 'as-found')).toMatchObject({
      outcome: 'unchanged',
      note: 'running, as before',
    });
    expect(machine.simulation.cluster()?.phase).toBe('running');
  });
});

describe('--keep-running', () => {
  test('leaves the cluster up, and the second time finds it so', async () => {
    const machine = initMachine();
    expect(await machine.init('--keep-running')).toMatchObject({
      exitCode: 0,
      report: { outcome: 'changed' },
    });
    expect(machine.simulation.cluster()?.phase).toBe('running');
    expect(await machine.init('--keep-running')).toMatchObject({
      exitCode: 0,
      report: { outcome: 'unchanged' },
    });
  });

  test('starts a formatted cluster without mkfs', async () => {
    const machine = initMachine();
    await machine.init();
    await machine.simulation.writeUserData('precious');
    await machine.init('--keep-running');
    expect(bootstraps(machine)[1]).toBe(`bootstrap --xprt libfab ${machine.cdf}`);
    expect(machine.simulation.userData()).toEqual(['precious']);
    expect(machine.simulation.cluster()?.phase).toBe('running');
  });

  test('does not keep a cluster whose start failed', async () => {
    const machine = initMachine();
    await machine.simulation.fail({ 'bootstrap-crash': true });
    expect(await machine.init('--keep-running')).toMatchObject({ exitCode: 1 });
    expect(machine.simulation.cluster()).toBeUndefined();
  });
});

describe('mkfs happens once', () => {
  test('another description is started without mkfs, with a warning that says what changed', async () => {
    const machine = initMachine();
    await machine.init();
    await machine.simulation.writeUserData('precious');
    machine.writeCdf(cdfText.replace('/dev/sdf]', '/dev/sdg]'));
    const { exitCode, report } = await machine.init();
    expect(exitCode).toBe(0);
    expect(report.steps.find((step) => step.id === 'bootstrap')?.warnings?.join('\n')).toMatch(
      /without formatting.*\n.*removed disk \/dev\/sdf.*\n.*added disk \/dev\/sdg/,
    );
    expect(machine.simulation.userData()).toEqual(['precious']);
    expect(machine.simulation.data().mkfsCount).toBe(1);
    expect((await machine.init()).report.outcome).toBe('unchanged');
  });

  test('the same description in other words is the same', async () => {
    const machine = initMachine();
    await machine.init();
    machine.writeCdf(`# comment\n${cdfText.replace('  type: sns\n', '')}`);
    expect((await machine.init()).report.outcome).toBe('unchanged');
  });

  test('an mkfs that was begun and not seen to end is done again, and said so', async () => {
    const machine = initMachine();
    await machine.simulation.fail({ 'bootstrap-crash': { times: 1 } });
    expect(await machine.init()).toMatchObject({ exitCode: 1 });
    expect(mkfsRecord(machine)).toMatchObject({ state: 'started' });
    const { exitCode, report } = await machine.init();
    expect(exitCode).toBe(0);
    expect(report.steps.find((step) => step.id === 'bootstrap')?.warnings?.join()).toContain(
      'formatted again',
    );
    expect(machine.simulation.data().mkfsCount).toBe(2);
    expect(mkfsRecord(machine)).toMatchObject({ state: 'done' });
  });

  test('a node without the file believes the KV', async () => {
    const machine = initMachine();
    await machine.init();
    await machine.simulation.writeUserData('precious');
    rmSync(machine.stateDir, { recursive: true });
    const { exitCode, report } = await machine.init();
    expect(exitCode).toBe(0);
    expect(report.steps.find((step) => step.id === 'plan')?.note).toContain('(from the KV)');
    expect(machine.simulation.userData()).toEqual(['precious']);
    expect(mkfsRecord(machine)).toMatchObject({ state: 'done' });
  });

  test.each(['mkfs.json', 'kv.json'])(
    'a damaged record (%s) is an error, never "not formatted"',
    async (name) => {
      const machine = initMachine();
      await machine.init();
      if (name === 'mkfs.json') writeFileSync(path.join(machine.stateDir, name), '{"version": 1');
      else {
        rmSync(machine.stateDir, { recursive: true });
        writeFileSync(path.join(machine.folder, name), '{"hare_setup/mkfs": "{}"}');
      }
      const { exitCode, report } = await machine.init();
      expect(exitCode).toBe(1);
      expect(report.steps.filter((step) => step.outcome === 'failed')).toMatchObject([
        {
          id: 'plan',
          code: expect.stringMatching(/STATE_FILE_BROKEN|MKFS_RECORD_BROKEN/) as string,
        },
      ]);
      expect(machine.simulation.data().mkfsCount).toBe(1);
    },
  );

  test.each([
    ['is damaged', '{', /CONFSTORE|SYNTAX/],
    ['is not one', 'a text', /CONFSTORE|SYNTAX/],
  ])(
    'nothing is formatted while the KV that was named %s: it might say that there is data',
    async (_, text, code) => {
      const machine = initMachine();
      writeFileSync(path.join(machine.folder, 'kv.json'), text);
      const { exitCode, report } = await machine.init();
      expect(exitCode).toBe(1);
      expect(report.steps.filter((step) => step.outcome === 'failed')).toMatchObject([
        { id: 'plan', code: expect.stringMatching(code) as string },
      ]);
      expect(machine.simulation.data().mkfsCount).toBe(0);
    },
  );

  test('a Consul that was named and is down does not keep init from formatting: it starts with the cluster', async () => {
    const machine = initMachine({ HARE_KV: 'consul://127.0.0.1:1/' });
    const { exitCode, report } = await machine.init();
    expect(exitCode).toBe(0);
    expect(report.steps.find((step) => step.id === 'bootstrap')?.warnings?.join()).toContain(
      'only the state directory records whether the devices were formatted',
    );
  });

  test('--mkfs=always formats again, and nothing less does', async () => {
    const machine = initMachine();
    await machine.init();
    await machine.init('--mkfs');
    await machine.init('--mkfs=once');
    expect(machine.simulation.data().mkfsCount).toBe(1);
    expect(await machine.init('--mkfs=always', '--yes')).toMatchObject({
      exitCode: 0,
      report: { outcome: 'changed' },
    });
    expect(machine.simulation.data().mkfsCount).toBe(2);
    expect((await machine.init()).report.outcome).toBe('unchanged');
  });

  test('--mkfs=always is wrong usage without --yes, terminal or not; its dry run names every device', async () => {
    const machine = initMachine();
    await machine.init();
    for (const person of [{}, { terminal: true, answer: 'y' }]) {
      const { exitCode, stderr, report } = await machine.initBy(person, '--mkfs=always');
      expect(exitCode).toBe(2);
      expect(report).toMatchObject({ steps: [], error: { code: 'MKFS_NOT_AGREED' } });
      expect(stderr).toContain('hint: list the devices');
    }
    const { stdout } = await machine.init('--mkfs=always', '--dry-run');
    for (const device of devices) expect(stdout).toContain(`format ${device}`);
    expect(machine.simulation.data().mkfsCount).toBe(1);
  });

  test('a person at a terminal is shown every device and asked; nothing is formatted without a yes', async () => {
    const machine = initMachine();
    for (const answer of ['', 'n', 'yes please']) {
      const { exitCode, stdout, stderr, report } = await machine.initBy({ terminal: true, answer });
      expect(exitCode, answer).toBe(1);
      for (const device of devices) expect(stderr).toContain(`  format ${device} (`);
      expect(stderr).toContain('Format these devices? All data on them will be lost. [y/N] ');
      expect(stderr).toContain('Confirm: you did not agree; nothing was changed');
      expect(stdout + stderr).not.toContain('next:');
      expect(report.next).toBeUndefined();
    }
    expect(machine.simulation.data().mkfsCount).toBe(0);
    expect((await machine.initBy({ terminal: true, answer: 'y' })).exitCode).toBe(0);
    expect(machine.simulation.data().mkfsCount).toBe(1);
    const again = await machine.initBy({ terminal: true, answer: 'n' });
    expect(again.stdout + again.stderr).toMatch(/^init: nothing to change; [^\n]*\n$/);
  });

  test('nobody is asked with --yes, in a dry run, or about what is refused anyway', async () => {
    const machine = initMachine();
    const dry = await machine.initBy({ terminal: true, answer: 'n' }, '--dry-run');
    expect(dry).toMatchObject({ exitCode: 0, stderr: '' });
    await machine.simulation.fail({ 'status-refuse': true });
    const refused = await machine.initBy({ terminal: true, answer: 'y' });
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).not.toContain('[y/N]');
    await machine.simulation.fail({});
    const agreed = await machine.initBy({ terminal: true, answer: 'n' }, '--yes');
    expect(agreed.exitCode, agreed.stderr).toBe(0);
    expect(agreed.stderr).not.toContain('[y/N]');
  });

  test('where a terminal cannot be asked, formatting needs --yes', async () => {
    const machine = initMachine();
    const { exitCode, report } = await machine.initBy({ terminal: true });
    expect(exitCode).toBe(1);
    expect(report.steps.find(({ id }) => id === 'confirmed')).toMatchObject({
      code: 'CONFIRMATION_NEEDED',
      hint: 'to go on, add --yes to your command',
    });
    expect(machine.simulation.data().mkfsCount).toBe(0);
  });

  test('whoever agreed to a plan agreed to its devices, and to no other', async () => {
    const machine = initMachine();
    const fewer = await machine.initBy({
      agreed: devices.slice(1).map((each) => `format ${each}`),
    });
    expect(fewer.exitCode).toBe(1);
    expect(fewer.report.steps.find(({ id }) => id === 'confirmed')).toMatchObject({
      code: 'PLAN_OUTDATED',
      findings: [expect.stringContaining(`format ${devices[0] ?? ''} (`)],
    });
    expect(machine.simulation.data().mkfsCount).toBe(0);
    const all = await machine.initBy({ agreed: devices.map((each) => `format ${each}`) });
    expect(all.exitCode, all.stderr).toBe(0);
    expect(machine.simulation.data().mkfsCount).toBe(1);
  });

  test('--mkfs=always is refused while the cluster runs', async () => {
    const machine = initMachine();
    await machine.init('--keep-running');
    const { exitCode, report } = await machine.init('--mkfs=always', '--yes');
    expect(exitCode).toBe(1);
    expect(report.steps.find((step) => step.outcome === 'failed')).toMatchObject({
      code: 'MKFS_WHILE_RUNNING',
    });
    expect(machine.simulation.data().mkfsCount).toBe(1);
  });

  test('--mkfs=never is wrong usage', async () => {
    const machine = initMachine();
    expect((await machine.init('--mkfs=never')).exitCode).toBe(2);
  });
});

describe('a machine on which Motr has worked, without a record of mkfs', () => {
  const workedOn = (): InitMachine => {
    const machine = initMachine();
    mkdirSync(path.join(machine.root, 'var/motr/m0d-0x7200000000000001:0xa/db'), {
      recursive: true,
    });
    return machine;
  };
  const hctl = (machine: InitMachine, ...args: readonly string[]): number | null =>
    spawnSync(machine.env['HARE_HCTL'] ?? 'hctl', args, { env: { ...process.env, ...machine.env } })
      .status;

  test('is not formatted; its cluster, started as it is, is recorded as formatted', async () => {
    const machine = workedOn();
    expect(hctl(machine, 'bootstrap', '--mkfs', machine.cdf)).toBe(0);
    await machine.simulation.writeUserData('precious');
    expect(hctl(machine, 'shutdown')).toBe(0);
    const { exitCode, stdout, stderr } = await machine.init();
    expect(exitCode).toBe(1);
    for (const said of [
      '[MKFS_UNRECORDED]',
      path.join(machine.root, 'var/motr/m0d-0x7200000000000001:0xa'),
      `hctl bootstrap ${machine.cdf}`,
    ])
      expect(stdout + stderr).toContain(said);
    expect(hctl(machine, 'bootstrap', machine.cdf)).toBe(0);
    expect((await machine.init()).exitCode).toBe(0);
    expect(hctl(machine, 'shutdown')).toBe(0);
    expect(await machine.init()).toMatchObject({ exitCode: 0, report: { outcome: 'unchanged' } });
    expect(machine.simulation.userData()).toEqual(['precious']);
  });

  test('is formatted when that is asked for', async () => {
    const machine = workedOn();
    expect((await machine.init('--mkfs=always', '--yes')).exitCode).toBe(0);
    expect(machine.simulation.data().mkfsCount).toBe(1);
  });

  test('is formatted after its record was forgotten on purpose', async () => {
    const machine = workedOn();
    await machine.init('--mkfs=always', '--yes');
    await forgetMkfs(machine);
    rmSync(path.join(machine.folder, 'kv.json'));
    expect((await machine.init()).exitCode).toBe(0);
    expect(machine.simulation.data().mkfsCount).toBe(2);
  });
});

describe('devices', () => {
  test('files are refused unless the settings allow them, with the list of what would be wiped', async () => {
    const machine = initMachine({ HARE_DEVICES_ALLOW_FILES: 'false' });
    const before = treeOf(machine);
    const { exitCode, report } = await machine.init();
    expect(exitCode).toBe(1);
    const step = report.steps.find((other) => other.id === 'devices');
    expect(step).toMatchObject({
      outcome: 'failed',
      code: 'DEVICES_UNSAFE',
      reason: '5 of 5 devices cannot be formatted',
      diff: expect.stringContaining('format srvnode-1.data.private: /dev/sdc (10.0 GiB)') as string,
    });
    expect(step?.findings?.[0]).toMatch(
      /^\/dev\/sdc is a file, not a block device \[DEVICE_NOT_BLOCK\]\n {2}hint: /,
    );
    expect(treeOf(machine)).toEqual(before);
    expect(machine.simulation.data().mkfsCount).toBe(0);
  });

  test('a device that is missing or carries something is refused by its name', async () => {
    const machine = initMachine();
    rmSync(path.join(machine.root, 'dev/sdd'));
    const swap = Buffer.alloc(1024 * 1024);
    swap.write('SWAPSPACE2', 4086);
    swap.writeUInt32LE(1, 1024);
    swap.writeUInt32LE(255, 1028);
    writeFileSync(path.join(machine.root, 'dev/sde'), swap);
    const { exitCode, report } = await machine.init();
    expect(exitCode).toBe(1);
    expect(report.steps.find((step) => step.id === 'devices')?.findings?.join('\n')).toMatch(
      /\/dev\/sdd does not exist .*\[DEVICE_MISSING\][^]*\/dev\/sde has a foreign signature: swap \[DEVICE_SIGNATURE\]/,
    );
    expect(machine.simulation.callsOf('bootstrap')).toEqual([]);
  });

  test('a device that is not the one config saw is refused', async () => {
    const machine = initMachine();
    mkdirSync(machine.stateDir, { recursive: true });
    writeFileSync(
      path.join(machine.stateDir, 'facts.json'),
      JSON.stringify({ version: 1, devices: { '/dev/sdc': { sizeBytes: 5 } } }),
    );
    const { report } = await machine.init();
    expect(report.steps.find((step) => step.id === 'devices')?.findings?.[0]).toContain(
      '/dev/sdc differs from the device that config recorded: size in bytes was 5, now 10737418240 [DEVICE_CHANGED]',
    );
  });

  test('a formatted cluster is started whatever is on the devices now', async () => {
    const machine = initMachine();
    await machine.init();
    writeFileSync(path.join(machine.root, 'dev/sde'), 'Motr was here');
    expect(await machine.init('--keep-running')).toMatchObject({ exitCode: 0 });
  });
});

test("data of an unknown kind on a device are pointed out before mkfs, and are Motr's own afterwards", async () => {
  const machine = initMachine();
  writeFileSync(path.join(machine.root, 'dev/sde'), Buffer.alloc(8 * 2 ** 20, 'x'));
  const warnings = async (...argv: readonly string[]): Promise<string> => {
    const { exitCode, report, stdout, stderr } = await machine.init(...argv);
    expect(exitCode, stdout + stderr).toBe(0);
    return report.steps.flatMap((step) => step.warnings ?? []).join();
  };
  expect(await warnings('--dry-run')).toMatch(/\/dev\/sde contains data of an unknown kind/);
  expect(await warnings()).toMatch(/\/dev\/sde contains data of an unknown kind/);
  expect(await warnings()).toBe('');
  expect(await warnings('--mkfs=always', '--yes')).not.toMatch(/unknown kind/);
});

describe('a machine that the ConfStore does not name', () => {
  const foreign = (): InitMachine => {
    const machine = initMachine();
    writeFileSync(path.join(machine.root, 'etc/machine-id'), `${'f'.repeat(32)}\n`);
    writeFileSync(path.join(machine.root, 'etc/hostname'), 'elsewhere\n');
    return machine;
  };
  const record = (machine: InitMachine, node: unknown): void => {
    mkdirSync(machine.stateDir, { recursive: true });
    writeFileSync(
      path.join(machine.stateDir, 'config.json'),
      JSON.stringify({ version: 1, url: machine.url, cdf: machine.cdf, digest: 'd', node }),
    );
  };

  test('is not formatted, whatever config made of it, until somebody says that it is the node', async () => {
    const machine = foreign();
    record(machine, undefined);
    const before = treeOf(machine);
    for (const argv of [[], ['--config', machine.url], ['--mkfs=always', '--yes']]) {
      const { exitCode, report } = await machine.init(...argv);
      expect(exitCode).toBe(1);
      expect(report.steps.filter((step) => step.outcome === 'failed')).toMatchObject([
        {
          id: 'machine',
          code: 'NODE_NOT_THIS_MACHINE',
          hint: expect.stringContaining('hare_setup init --node srvnode-1.data.private') as string,
        },
      ]);
    }
    expect(treeOf(machine)).toEqual(before);
    expect(machine.simulation.callsOf('bootstrap')).toEqual([]);
    expect((await machine.init('--node', 'srvnode-1')).exitCode).toBe(0);
    expect(machine.simulation.data().mkfsCount).toBe(1);
    expect(await machine.init()).toMatchObject({ exitCode: 0, report: { outcome: 'unchanged' } });
  });

  test('is formatted when config was told on it which node it is, and not when that was told elsewhere', async () => {
    const machine = foreign();
    record(machine, { name: 'srvnode-1', machineId: 'e'.repeat(32) });
    expect((await machine.init()).exitCode).toBe(1);
    expect(machine.simulation.data().mkfsCount).toBe(0);
    record(machine, { name: 'srvnode-1', machineId: 'f'.repeat(32) });
    expect((await machine.init()).exitCode).toBe(0);
    expect(machine.simulation.data().mkfsCount).toBe(1);
  });
});

describe('bad input changes nothing', () => {
  test.each<[string, (machine: InitMachine) => void, string]>([
    ['no CDF', (machine) => rmSync(machine.cdf), 'CDF_FILE_MISSING'],
    ['a broken CDF', (machine) => machine.writeCdf('nodes: ['), 'CDF_SYNTAX'],
    [
      'an invalid CDF',
      (machine) => machine.writeCdf(cdfText.replace('data_units: 1', 'data_units: 9')),
      'CDF_INVALID',
    ],
    [
      'another machine',
      (machine) => writeFileSync(path.join(machine.root, 'etc/hostname'), 'elsewhere\n'),
      'NODE_UNKNOWN',
    ],
  ])('%s', async (_, spoil, code) => {
    const machine = initMachine();
    spoil(machine);
    const before = treeOf(machine);
    const { exitCode, report } = await machine.init();
    expect(exitCode).toBe(1);
    expect(report.steps.filter((step) => step.outcome === 'failed')).toMatchObject([{ code }]);
    expect(treeOf(machine)).toEqual(before);
    expect(machine.simulation.callsOf('bootstrap')).toEqual([]);
  });

  test('no hctl', async () => {
    const machine = initMachine({ HARE_HCTL: '/no/such/hctl' });
    const before = treeOf(machine);
    const { exitCode, report } = await machine.init();
    expect(exitCode).toBe(1);
    expect(report.steps.filter((step) => step.outcome === 'failed')).toMatchObject([
      { id: 'hctl', code: 'HCTL_NOT_FOUND' },
    ]);
    expect(treeOf(machine)).toEqual(before);
  });
});

test('another node than the first waits for the record, and does not format', async () => {
  const machine = initMachine();
  const [node = ''] = /- hostname[^]*?(?=pools:)/.exec(cdfText) ?? [];
  machine.writeCdf(
    cdfText.replace('nodes:\n', `nodes:\n${node.replace('srvnode-1', 'srvnode-0')}`),
  );
  const late = await machine.init('--timeout', '1');
  expect(late).toMatchObject({ exitCode: 1 });
  expect(late.report.steps.find((step) => step.outcome === 'failed')).toMatchObject({
    id: 'first-node',
    code: 'FIRST_NODE_NOT_READY',
    reason: expect.stringContaining(
      'srvnode-0.data.private did not format the cluster within 1 s',
    ) as string,
  });
  setTimeout(
    () =>
      writeFileSync(
        path.join(machine.folder, 'kv.json'),
        JSON.stringify({
          'hare_setup/mkfs': JSON.stringify({
            version: 1,
            clusterId: 'c',
            cdfDigest: 'd',
            state: 'done',
            time: '2021-02-01T00:00:00.000Z',
            host: 'srvnode-0',
          }),
        }),
      ),
    500,
  );
  expect(await machine.init('--timeout', '30')).toMatchObject({ exitCode: 0 });
  expect(mkfsRecord(machine)).toMatchObject({ state: 'done', host: 'srvnode-0' });
  expect(machine.simulation.callsOf('bootstrap')).toEqual([]);
  expect((await machine.init()).report.outcome).toBe('unchanged');
});

describe('a record of mkfs that is missing', () => {
  test.each(['mkfs.json', 'mkfs.json with /var/motr'])(
    'was lost: nothing is formatted (%s)',
    async (what) => {
      const machine = initMachine();
      await machine.init();
      for (const file of [
        path.join(machine.stateDir, 'mkfs.json'),
        path.join(machine.folder, 'kv.json'),
      ])
        rmSync(file, { force: true });
      if (what !== 'mkfs.json')
        mkdirSync(path.join(machine.root, 'var/motr/m0d-1/db'), { recursive: true });
      const { exitCode, report } = await machine.init();
      expect(exitCode).toBe(1);
      expect(report.steps.find(({ id }) => id === 'mkfs-allowed')).toMatchObject({
        code: 'MKFS_UNRECORDED',
      });
      expect(machine.simulation.data().mkfsCount).toBe(1);
    },
  );

  test('was forgotten on purpose: they are formatted', async () => {
    const machine = initMachine();
    await machine.init();
    await forgetMkfs(machine);
    rmSync(path.join(machine.folder, 'kv.json'), { force: true });
    expect((await machine.init()).exitCode).toBe(0);
    expect(machine.simulation.data().mkfsCount).toBe(2);
  });

  test('and one that was begun for another cluster formats nothing', async () => {
    const machine = initMachine();
    mkdirSync(machine.stateDir, { recursive: true });
    writeFileSync(
      path.join(machine.stateDir, 'mkfs.json'),
      JSON.stringify({
        version: 1,
        clusterId: 'another',
        cdfDigest: 'x',
        state: 'started',
        time: '2026-01-01T00:00:00Z',
        host: 'h',
      }),
    );
    const { exitCode, report } = await machine.init();
    expect(exitCode).toBe(1);
    expect(report.steps.find(({ id }) => id === 'mkfs-allowed')).toMatchObject({
      code: 'MKFS_UNRECORDED',
    });
    expect(machine.simulation.data().mkfsCount).toBe(0);
  });
});
