import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasRpm, installRpm } from '@hare/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { withWorldMoving } from '@hare/stage/testing';
import { upgrade } from '../src/upgrade.js';
import { upgradeMachine, type UpgradeMachine } from './upgrade-machine.js';

const cdf = 'var/lib/hare/cluster.yaml';
/** That of @hare/stage, which writes the records. */
const { version: release } = JSON.parse(
  await readFile(new URL('../../stage/package.json', import.meta.url), 'utf8'),
) as { readonly version: string };
const record = 'var/lib/hare/setup/config.json';
const changes = `new: {cluster: {srvnode-1: {note: added}}}
changed: {cluster: {srvnode-1: {s3_instances: 2|3}}}
deleted: {cluster: {srvnode-1: {node_type: VM}}}
`;
let machine: UpgradeMachine;

beforeAll(async () => {
  machine = await upgradeMachine();
});
beforeEach(() => machine.putBack());
afterAll(() => machine.remove());

const stepOf = (
  { report }: Awaited<ReturnType<UpgradeMachine['upgrade']>>,
  id: string,
): object | undefined => report.steps.find((step) => step.id === id);
const differing = (
  before: Record<string, string>,
  after: Record<string, string>,
): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((file) => before[file] !== after[file])
    .sort();

describe('a machine that this release has configured', () => {
  test('only gets a record of its packages; the second run changes nothing', async () => {
    const before = machine.tree();
    const first = await machine.upgrade();
    expect(first, first.stderr).toMatchObject({ exitCode: 0, report: { outcome: 'changed' } });
    expect(differing(before, machine.tree())).toEqual(['root/var/lib/hare/setup/upgrade.json']);
    expect(
      JSON.parse(await readFile(machine.at('var/lib/hare/setup/upgrade.json'), 'utf8')),
    ).toMatchObject({
      manager: 'dpkg',
      packages: { 'cortx-motr': '2.0.0-1', 'cortx-hare': '2.0.0-1', consul: '2.0.0-1' },
    });
    const once = machine.tree();
    expect((await machine.upgrade()).report.outcome).toBe('unchanged');
    expect(machine.tree()).toEqual(once);
  });

  test('nothing to upgrade: a machine that was not configured is told so', async () => {
    await rm(machine.at('var/lib/hare'), { recursive: true });
    const without = await machine.upgrade();
    expect([without.exitCode, without.stderr]).toEqual([
      1,
      expect.stringContaining('CONFIG_URL_MISSING'),
    ]);
    const named = await machine.upgrade('--config', machine.url);
    expect([named.exitCode, named.stderr]).toEqual([
      1,
      expect.stringContaining('nothing to upgrade: this machine'),
    ]);
  });
});

describe('what an older release wrote', () => {
  test('its record gets what this release adds, and is kept beside', async () => {
    const { cdfDigest, release, ...older } = JSON.parse(
      await readFile(machine.at(record), 'utf8'),
    ) as Record<string, unknown>;
    expect([cdfDigest, release]).toEqual([expect.any(String), expect.any(String)]);
    const text = `${JSON.stringify(older, undefined, 2)}\n`;
    await writeFile(machine.at(record), text);
    const result = await machine.upgrade();
    expect(result, result.stderr).toMatchObject({ exitCode: 0 });
    expect(stepOf(result, 'recorded')).toMatchObject({ outcome: 'changed' });
    expect(await readFile(machine.at(`${record}.old`), 'utf8')).toBe(text);
    expect(JSON.parse(await readFile(machine.at(record), 'utf8'))).toEqual({
      ...older,
      cdfDigest,
      release,
    });
  });

  test('a CDF of the older format is converted when asked, comments too, kept beside, and not converted back', async () => {
    await machine.edit(machine.at(cdf), (text) =>
      text.replace('    m0_clients:', '    # as many as there are gateways\n    m0_clients:'),
    );
    const before = await readFile(machine.at(cdf), 'utf8');
    expect((await machine.upgrade()).report.steps.find(({ id }) => id === 'cdf')).toMatchObject({
      outcome: 'unchanged',
    });
    const result = await machine.upgrade('--cdf-format', '2022');
    expect(result, result.stdout).toMatchObject({ exitCode: 0 });
    const after = await readFile(machine.at(cdf), 'utf8');
    expect(after).toContain('name: m0_client_s3');
    expect(after).toContain('# as many as there are gateways');
    expect(await readFile(machine.at(`${cdf}.${release}`), 'utf8')).toBe(before);
    const once = machine.tree();
    expect((await machine.upgrade()).report.outcome).toBe('unchanged');
    expect(machine.tree()).toEqual(once);
  });

  test('texts with commas in the ConfStore become lists, comments stay, and the file is kept beside', async () => {
    const old = (await readFile(machine.confstoreFile, 'utf8')).replace(
      '["/dev/sdc", "/dev/sdd", "/dev/sde", "/dev/sdf"]',
      '"/dev/sdc, /dev/sdd, /dev/sde, /dev/sdf" /* four disks */',
    );
    await writeFile(machine.confstoreFile, old);
    const result = await machine.upgrade();
    expect(result, result.stderr).toMatchObject({ exitCode: 0 });
    const text = await readFile(machine.confstoreFile, 'utf8');
    expect(text).toMatch(
      /"data_devices": \[\s*"\/dev\/sdc",\s*"\/dev\/sdd",\s*"\/dev\/sde",\s*"\/dev\/sdf"\s*\] \/\* four disks \*\//,
    );
    expect(await readFile(`${machine.confstoreFile}.${release}`, 'utf8')).toBe(old);
    expect((await machine.upgrade()).report.outcome).toBe('unchanged');
  });
});

describe('a changeset', () => {
  test('changes ConfStore, CDF, configuration and KV, keeps the old beside, and can be applied again', async () => {
    const [conf, description] = await Promise.all([
      readFile(machine.confstoreFile, 'utf8'),
      readFile(machine.at(cdf), 'utf8'),
    ]);
    const url = await machine.changeset(changes);
    const first = await machine.upgrade('--changeset', url);
    expect(first, first.stderr).toMatchObject({ exitCode: 0 });
    expect(stepOf(first, 'confstore')).toMatchObject({ outcome: 'changed' });
    const lines = (await readFile(machine.confstoreFile, 'utf8')).split('\n');
    expect(
      lines.filter((line) => !conf.split('\n').includes(line)).map((line) => line.trim()),
    ).toEqual(['"s3_instances": 3,', '"note": "added"']);
    expect(await readFile(`${machine.confstoreFile}.${release}`, 'utf8')).toBe(conf);
    expect(await readFile(machine.at(cdf), 'utf8')).toContain('s3: 3');
    expect(await readFile(machine.at(`${cdf}.${release}`), 'utf8')).toBe(description);
    expect(await readFile(machine.kvFile, 'utf8')).toContain(
      '"m0conf/nodes/srvnode-1.data.private/processes/8/endpoint"',
    );
    const once = machine.tree();
    const second = await machine.upgrade('--changeset', url);
    expect(second.report.outcome).toBe('unchanged');
    expect(stepOf(second, 'confstore')).toMatchObject({ note: 'all 3 keys are up to date' });
    expect(machine.tree()).toEqual(once);
    expect(machine.simulation.data()).toMatchObject({ mkfsCount: 1 });
  });

  test.each([
    ['neu: {a: 1}\n', /a changeset has no section neu.*\n.*did you mean new\?/],
    [
      'changed: {cluster: {srvnode-1: {s3_instancs: 3}}}\n',
      /s3_instancs does not exist, but the changeset changes it[^]*did you mean s3_instances\?/,
    ],
    [
      'changed: {cluster: {srvnode-1: {s3_instances: 1|3}}}\n',
      /cluster>srvnode-1>s3_instances has the value 2, which is neither the old nor the new value of the change "1\|3"/,
    ],
    ['deleted: {cluster: {srvnode-1: {hostname: null}}}\n', /cluster>srvnode-1>hostname/],
    ['new: {a: [}\n', /changeset\.yaml:1:\d+/],
  ])('%j is refused, and nothing at all is changed', async (text, says) => {
    const url = await machine.changeset(text);
    const before = machine.tree();
    const { exitCode, stdout, stderr } = await machine.upgrade('--changeset', url);
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toMatch(says);
    expect(stdout + stderr).toContain('hint: ');
    expect(machine.tree()).toEqual(before);
  });

  test('a deleted key that is not there changes nothing, and one that is misspelt is a warning', async () => {
    const result = await machine.upgrade(
      '--changeset',
      await machine.changeset('deleted: {cluster: {srvnode-1: {node_typ: null}, gone: null}}\n'),
    );
    expect(result.exitCode).toBe(0);
    expect(stepOf(result, 'confstore')).toMatchObject({
      outcome: 'unchanged',
      warnings: ['deleted: cluster>srvnode-1>node_typ does not exist; did you mean node_type?'],
    });
  });

  test('is not applied to a cluster that runs, if it changes the configuration', async () => {
    await machine.hctl('bootstrap', machine.at(cdf));
    const url = await machine.changeset(changes);
    const before = machine.tree();
    const { exitCode, stderr } = await machine.upgrade('--changeset', url);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('APPLY_CLUSTER_RUNS')]);
    expect(machine.tree()).toEqual(before);
    await machine.hctl('shutdown');
    expect(await machine.upgrade('--changeset', url)).toMatchObject({ exitCode: 0 });
  });

  test('its secrets are in no output', async () => {
    await machine.edit(machine.confstoreFile, (text) =>
      text.replace('"node_type"', '"admin_password": "hush-old-4711",\n      "node_type"'),
    );
    const url = await machine.changeset(
      'changed: {cluster: {srvnode-1: {admin_password: hush-old-4711|hush-new-0815}}}\nnew: {cluster: {srvnode-1: {api_key: hush-key-1234}}}\n',
    );
    for (const argv of [['--dry-run'], [], ['--json']]) {
      const { exitCode, stdout, stderr } = await machine.upgrade('--changeset', url, ...argv);
      expect(exitCode).toBe(0);
      expect(stdout + stderr).not.toMatch(/hush-/);
    }
    expect(await readFile(machine.at('var/log/seagate/hare/setup.log'), 'utf8')).not.toMatch(
      /hush-/,
    );
    expect(await readFile(machine.confstoreFile, 'utf8')).toContain('hush-new-0815');
  });
});

test('a CDF that was edited by hand is refused with the edit, and nothing is changed', async () => {
  await machine.edit(machine.at(cdf), (text) => text.replace('s3: 2', 's3: 1'));
  const url = await machine.changeset(changes);
  const before = machine.tree();
  for (const argv of [[], ['--changeset', url]]) {
    const result = await machine.upgrade(...argv);
    expect(result.exitCode).toBe(1);
    expect(stepOf(result, 'cdf-not-edited')).toMatchObject({ code: 'CDF_EDITED' });
    expect(machine.tree()).toEqual(before);
  }
});

describe('packages', () => {
  test.each([
    ['cortx-motr>=2.0.0-1,consul', 0, ''],
    ['cortx-motr>=2.0.0-2', 1, 'package cortx-motr has version 2.0.0-1, but >= 2.0.0-2'],
    ['cortx-motr>=1:1.0', 1, 'but >= 1:1.0'],
    ['cortx-none', 1, 'package cortx-none is not installed'],
    ['cortx motr', 1, 'expected NAME or NAME>=VERSION, got "cortx motr"'],
  ])('--requires %s ends with %i', async (requires, code, says) => {
    const { exitCode, stdout, stderr } = await machine.upgrade('--requires', requires);
    expect(exitCode, stdout + stderr).toBe(code);
    expect(stdout + stderr).toContain(says);
  });

  test.skipIf(!hasRpm())(
    'of a real rpm database compare as rpm does, and a downgrade is refused',
    async () => {
      const other = await upgradeMachine({ packageManager: 'rpm' });
      onTestFinished(() => other.remove());
      const database = other.at('var/lib/rpm');
      installRpm(database, { name: 'cortx-motr', version: '1:2.0.0^git5-1' });
      expect(await other.upgrade('--requires', 'cortx-motr>=1:2.0.0')).toMatchObject({
        exitCode: 0,
      });
      expect(
        JSON.parse(await readFile(other.at('var/lib/hare/setup/upgrade.json'), 'utf8')),
      ).toMatchObject({ manager: 'rpm', packages: { 'cortx-motr': '1:2.0.0^git5-1' } });
      installRpm(database, { name: 'cortx-motr', version: '1:2.0.0~rc1-9' });
      const before = other.tree();
      const refused = await other.upgrade();
      expect(refused.exitCode).toBe(1);
      expect(stepOf(refused, 'not-older')).toMatchObject({
        code: 'PACKAGE_DOWNGRADED',
        findings: ['cortx-motr has version 1:2.0.0~rc1-9, before it had 1:2.0.0^git5-1'],
      });
      expect(other.tree()).toEqual(before);
      expect((await other.upgrade('--requires', 'cortx-motr>=1:2.0.0')).stderr).toContain(
        'package cortx-motr has version 1:2.0.0~rc1-9, but >= 1:2.0.0',
      );
    },
  );
});

test('what a newer release recorded is not touched', async () => {
  await machine.edit(machine.at(record), (text) =>
    text.replace(`"release": "${release}"`, '"release": "99.1.0"'),
  );
  const before = machine.tree();
  const { exitCode, stdout, stderr } = await machine.upgrade();
  expect([exitCode, stdout + stderr]).toEqual([
    1,
    expect.stringContaining(`written by release 99.1.0, which is newer than this one (${release})`),
  ]);
  expect(machine.tree()).toEqual(before);
});

test('a ConfStore that is a folder of files is changed too', async () => {
  const { openConfStore } = await import('@hare/confstore');
  const folder = path.join(machine.folder, 'conf.d');
  const [from, to] = [
    await openConfStore(machine.url, { maps: true }),
    await openConfStore(`dir://${folder}`, { create: true, maps: true }),
  ];
  await from.copy(to);
  await to.close();
  const url = await machine.changeset(changes);
  const result = await machine.upgrade('--config', `dir://${folder}`, '--changeset', url);
  expect(result, result.stderr).toMatchObject({ exitCode: 0 });
  expect(await readFile(path.join(folder, 'cluster/srvnode-1/s3_instances'), 'utf8')).toBe('3');
  expect(
    (await machine.upgrade('--config', `dir://${folder}`, '--changeset', url)).report.outcome,
  ).toBe('unchanged');
});

describe('what changes between the checks and the first file', () => {
  const moving = async (move: () => unknown): ReturnType<UpgradeMachine['upgrade']> =>
    machine.run(
      withWorldMoving(upgrade, 'cdf', move),
      '--changeset',
      await machine.changeset(changes),
    );

  test('an edit of the description by hand is not undone', async () => {
    const edit = (): Promise<void> =>
      machine.edit(machine.at(cdf), (text) => text.replace('data_units: 1', 'data_units: 2'));
    const result = await moving(edit);
    expect(stepOf(result, 'cdf'), result.stdout).toMatchObject({
      outcome: 'failed',
      code: 'CDF_EDITED',
    });
    expect(await readFile(machine.at(cdf), 'utf8')).toContain('data_units: 2');
  });

  test('a cluster that is started keeps its files and its KV', async () => {
    const [before, kv] = [
      await readFile(machine.at(cdf), 'utf8'),
      await readFile(machine.kvFile, 'utf8'),
    ];
    const result = await moving(() => machine.hctl('bootstrap', machine.at(cdf)));
    await machine.hctl('shutdown');
    expect(stepOf(result, 'kv'), result.stdout).toMatchObject({
      outcome: 'failed',
      code: 'APPLY_CLUSTER_RUNS',
    });
    expect([
      await readFile(machine.at(cdf), 'utf8'),
      await readFile(machine.kvFile, 'utf8'),
    ]).toEqual([before, kv]);
  });
});
