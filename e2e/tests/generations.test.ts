import { rmSync } from 'node:fs';
import path from 'node:path';
import { consulForTests, startConsul, type ConsulCluster } from '@hare/real-consul';
import { runBin } from '@hare/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consulKv, embeddedKv } from '../src/every-stage/outside-kv.js';
import { makeStageMachine, type StageMachine } from '../src/every-stage/stage-machine.js';
import { inRepository } from '../src/run-bin.js';

const program = await consulForTests();

/**
 * The outcome of a stage that has to succeed; hctl imports into the same KV with --mkfs, and clears
 * it first.
 */
async function outcomeOf(machine: StageMachine, ...args: readonly string[]): Promise<string> {
  const end = await runBin({
    bin: inRepository('packages/hare_setup/dist/bin.cjs'),
    args: [...args, '--json', '--root', machine.root],
    env: { ...machine.env, HCTL_SIM_KV: machine.kv.url },
  });
  expect(end.exitCode, `${args.join(' ')}\n${end.output}`).toBe(0);
  return (JSON.parse(end.stdout) as { readonly outcome: string }).outcome;
}

/** What stages keep in the KV besides the configuration. */
const beside = (keys: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(keys)
    .filter((key) =>
      /^(?:config_path|hare_setup\/(?:apply|mkfs)|.*\/(?:facts|log_path))$/.test(key),
    )
    .sort();
const all = [
  'config_path',
  'hare_setup/apply',
  'hare_setup/mkfs',
  'srvnode-1.data.private/facts',
  'srvnode-1.data.private/log_path',
];

describe.each([
  ['clients stay unknown, as since March 2022', {}],
  ['bootstrap starts the S3 clients, as until February 2022', { 'bootstrap-starts-clients': true }],
])('%s', (_, generation) => {
  let machine: StageMachine;
  beforeAll(async () => {
    machine = makeStageMachine(embeddedKv, 'generation');
    await machine.simulation.fail(generation);
  });
  afterAll(() => rmSync(machine.folder, { recursive: true, force: true }));
  const setup = (...args: readonly string[]): Promise<string> => outcomeOf(machine, ...args);
  const backups = (): string => path.join(machine.folder, 'backups');
  const kept = (): unknown => [
    machine.simulation.data().mkfsCount,
    machine.simulation.userData(),
    machine.simulation.cluster(),
  ];
  const untouched = [1, ['precious'], undefined];

  test('from prepare to test: mkfs once, what the KV held is there again, config has nothing to do', async () => {
    for (const stage of ['prepare', 'config', 'init'])
      expect(await setup(stage, '--config', machine.url), stage).toBe('changed');
    await machine.simulation.writeUserData('precious');
    expect(beside(await machine.kv.read())).toEqual(all);
    for (const stage of ['prepare', 'config', 'init', 'test'])
      expect(await setup(stage, '--config', machine.url), stage).toBe('unchanged');
    expect(kept()).toEqual(untouched);
  });

  test('a backup comes back over what it was made of, and over nothing: no second mkfs', async () => {
    await setup('backup', '--target', backups());
    await setup('reset');
    await setup('restore', '--target', backups());
    for (const stage of ['config', 'init', 'test'])
      expect(await setup(stage), stage).toBe('unchanged');
    await setup('cleanup');
    await setup('restore', '--target', backups());
    await setup('init');
    expect(await setup('test')).toBe('unchanged');
    expect(kept()).toEqual(untouched);
  });

  test('upgrade, bundle and cleanup, then config and init: no second mkfs', async () => {
    for (const stage of ['pre_upgrade', 'upgrade', 'post_upgrade', 'support_bundle'])
      await setup(
        stage,
        ...(stage === 'support_bundle' ? ['-t', path.join(machine.folder, 'bundles')] : []),
      );
    for (const stage of ['cleanup', 'config', 'init', 'test'])
      await setup(stage, '--config', machine.url);
    expect(await setup('config')).toBe('unchanged');
    expect(kept()).toEqual(untouched);
  });
});

describe.skipIf(program === undefined)('with a real Consul', () => {
  let consul: ConsulCluster;
  let machine: StageMachine;
  beforeAll(async () => {
    consul = await startConsul({ binary: program?.binary ?? '' });
    machine = makeStageMachine(consulKv(consul.address), 'generation', { withPackages: false });
  });
  afterAll(async () => {
    await consul.stop();
    rmSync(machine.folder, { recursive: true, force: true });
  });

  test('mkfs deletes what stages had put into it, and init puts it back', async () => {
    for (const stage of ['prepare', 'config'])
      await outcomeOf(machine, stage, '--config', machine.url);
    const before = await machine.kv.read();
    expect(await outcomeOf(machine, 'init')).toBe('changed');
    const after = await machine.kv.read();
    expect(beside(after)).toEqual(all);
    for (const key of all.filter((each) => !each.startsWith('hare_setup/')))
      expect(after[key], key).toBe(before[key]);
    expect(JSON.parse(after['hare_setup/apply'] ?? '{}')).toMatchObject({ state: 'applied' });
    for (const stage of ['config', 'init', 'test'])
      expect(await outcomeOf(machine, stage), stage).toBe('unchanged');
  });

  test('what cleanup removed from it, config and init bring back without mkfs', async () => {
    for (const stage of ['cleanup', 'config', 'init', 'test'])
      await outcomeOf(machine, stage, '--config', machine.url);
    expect(JSON.parse((await machine.kv.read())['hctl-simulator/data'] ?? '{}')).toMatchObject({
      mkfsCount: 1,
    });
  });
});
