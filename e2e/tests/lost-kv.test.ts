import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { runBin, type BinEnd } from '@hare/sandbox';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embeddedKv } from '../src/every-stage/outside-kv.js';
import { makeStageMachine, type StageMachine } from '../src/every-stage/stage-machine.js';
import { inRepository } from '../src/run-bin.js';

/**
 * A machine whose cluster was formatted; hctl imports into its KV with --mkfs only, and waits for
 * ever where the KV is empty.
 */
let machine: StageMachine;
beforeEach(async () => {
  machine = makeStageMachine(embeddedKv, 'lost', { withPackages: false });
  await setup(['config', '--config', machine.url], withoutConsul());
  await setup(['init']);
  await machine.simulation.writeUserData('precious');
});
afterEach(() => rmSync(machine.folder, { recursive: true, force: true }));

const named = (): Record<string, string> => ({ ...machine.env, HCTL_SIM_KV: machine.kv.url });

/** As when Consul is down: no KV is named, and nothing listens at the default address. */
function withoutConsul(): Record<string, string> {
  const { HARE_KV: _, ...env } = named();
  return env;
}

async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = named(),
): Promise<BinEnd> {
  return runBin({
    bin: inRepository('packages/hare_setup/dist/bin.cjs'),
    args: [...args, '--root', machine.root],
    env,
  });
}

async function setup(
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<string> {
  const end = await run(args, env);
  expect(end.exitCode, `${args.join(' ')}\n${end.output}`).toBe(0);
  return end.output;
}

const hasConfiguration = async (): Promise<boolean> =>
  Object.keys(await machine.kv.read()).some((key) => key.startsWith('m0conf/'));
const calls = (from: number): readonly string[] =>
  machine.simulation
    .calls()
    .slice(from)
    .map(({ args }) => args.filter((word) => /^(bootstrap|shutdown|--mkfs)$/.test(word)).join(' '))
    .filter((call) => call !== '');

test('after cleanup and config, init brings the configuration into the empty KV and formats nothing', async () => {
  await setup(['cleanup']);
  expect(await hasConfiguration()).toBe(false);
  await setup(['config', '--config', machine.url], withoutConsul());
  const from = machine.simulation.calls().length;
  expect(await setup(['init'])).toContain('restore the configuration in the KV');
  expect(calls(from)).toEqual(['shutdown', 'bootstrap', 'shutdown']);
  expect(await hasConfiguration()).toBe(true);
  await setup(['test']);
  expect(await setup(['config', '--config', machine.url, '--json'])).toContain(
    '"outcome": "unchanged"',
  );
  expect(await setup(['init', '--json'])).toContain('"outcome": "unchanged"');
  expect([machine.simulation.data().mkfsCount, machine.simulation.userData()]).toEqual([
    1,
    ['precious'],
  ]);
});

test('a KV that was lost otherwise is filled the same way, by init as by test', async () => {
  for (const stage of ['init', 'test']) {
    rmSync(`${machine.folder}/kv.json`);
    rmSync(machine.at('var/lib/hare/consul-data-srvnode-1.data.private'), { recursive: true });
    await setup([stage]);
    expect(await hasConfiguration(), stage).toBe(true);
  }
  expect([machine.simulation.data().mkfsCount, machine.simulation.userData()]).toEqual([
    1,
    ['precious'],
  ]);
});

test('a description that renumbers the formatted drives does not get into the empty KV', async () => {
  await setup(['cleanup']);
  const text = readFileSync(machine.confstoreFile, 'utf8');
  writeFileSync(
    machine.confstoreFile,
    text
      .replace('"/dev/sdc"', '"/dev/X"')
      .replace('"/dev/sdd"', '"/dev/sdc"')
      .replace('"/dev/X"', '"/dev/sdd"'),
  );
  await setup(['config', '--config', machine.url], withoutConsul());
  const end = await run(['init']);
  expect(end.exitCode, end.output).toBe(1);
  expect(end.output).toContain('APPLY_RENUMBERS');
  expect(end.output).toContain('mkfs.cdf.yaml');
  expect(await hasConfiguration()).toBe(false);
  expect(existsSync(machine.at('var/lib/hare/setup/pending.json'))).toBe(false);
  expect([
    machine.simulation.cluster(),
    machine.simulation.data().mkfsCount,
    machine.simulation.userData(),
  ]).toEqual([undefined, 1, ['precious']]);
});

test('what a killed config wrote to the KV and did not remember, the next one remembers', async () => {
  const at = (name: string): string => `${machine.root}/var/lib/hare/setup/${name}`;
  await setup(['config']);
  const confd = readFileSync(at('applied.confd.xc'), 'utf8');
  writeFileSync(at('applied.confd.xc'), confd.replace('[', '[ '));
  expect(await setup(['config', '--verify'])).toMatch(/^changed +Apply the configuration/m);
  expect(readFileSync(at('applied.confd.xc'), 'utf8')).toBe(confd);
  rmSync(at('applied.json'));
  expect(await setup(['config', '--verify'])).toMatch(/^changed +Apply the configuration/m);
  expect(await setup(['config', '--verify'])).not.toMatch(/^changed/m);
});
