import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { runBin, type BinEnd } from '@hare/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedKv } from '../src/every-stage/outside-kv.js';
import { makeStageMachine, type StageMachine } from '../src/every-stage/stage-machine.js';
import { inRepository } from '../src/run-bin.js';

/**
 * A machine whose cluster was formatted and is down, and with it its Consul: the KV is not named,
 * and nothing listens at the default address.
 */
let machine: StageMachine;
beforeAll(async () => {
  machine = makeStageMachine(embeddedKv, 'pending', { withPackages: false });
  await machine.mustSetup('config', '--config', machine.url);
  await machine.mustSetup('init');
  await machine.simulation.writeUserData('precious');
});
afterAll(() => rmSync(machine.folder, { recursive: true, force: true }));

/** config as it is when Consul is down. */
function configWithoutConsul(...args: readonly string[]): Promise<BinEnd> {
  const { HARE_KV: _, ...env } = machine.env;
  return runBin({
    bin: inRepository('packages/hare_setup/dist/bin.cjs'),
    args: ['config', '--config', machine.url, '--json', ...args, '--root', machine.root],
    env,
  });
}

const text = (relative: string): string => readFileSync(machine.at(relative), 'utf8');
const state = 'var/lib/hare/setup';

test('a configuration that changed while Consul is down is refused as online', async () => {
  const file = machine.confstoreFile;
  const before = readFileSync(file, 'utf8');
  const confd = text('var/lib/hare/confd.xc');
  // Two drives change places: their fids change with them.
  writeFileSync(
    file,
    before
      .replace('"/dev/sdc"', '"/dev/X"')
      .replace('"/dev/sdd"', '"/dev/sdc"')
      .replace('"/dev/X"', '"/dev/sdd"'),
  );
  rmSync(machine.at(`${state}/config.json`));
  for (const [args, code] of [
    [[], 'APPLY_DIFFERENT'],
    [['--replace'], 'APPLY_RENUMBERS'],
  ] as const) {
    const end = await configWithoutConsul(...args);
    expect(end.exitCode, end.output).toBe(1);
    expect(end.output).toContain(code);
    expect(text('var/lib/hare/confd.xc')).toBe(confd);
  }
});

test('one that may replace it is pending, and the next init writes it to the KV before services start with it', async () => {
  const end = await configWithoutConsul('--replace=renumber');
  expect(end.exitCode, end.output).toBe(0);
  expect(end.output).toContain('the next init writes the configuration to the KV');
  expect(existsSync(machine.at(`${state}/pending.json`))).toBe(true);
  const again = await configWithoutConsul();
  expect(again.exitCode, again.output).toBe(0);
  expect(again.output).toContain('"outcome": "unchanged"');
  const confd = text('var/lib/hare/confd.xc');
  const calls = machine.simulation.calls().length;
  await machine.mustSetup('init');
  const made = machine.simulation
    .calls()
    .slice(calls)
    .map(({ args }) =>
      args
        .filter((word) => /^(bootstrap|shutdown|--mkfs|--skip-consul-stop)$/.test(word))
        .join(' '),
    );
  expect(made.filter((call) => call !== '')).toEqual([
    'bootstrap',
    'shutdown --skip-consul-stop',
    'shutdown',
    'bootstrap',
    'shutdown',
  ]);
  expect([text('var/lib/hare/confd.xc'), text('etc/motr/confd.xc')]).toEqual([confd, confd]);
  const keys = await machine.kv.read();
  const wanted = JSON.parse(text('var/lib/hare/consul-kv.json')) as readonly {
    key: string;
    value: unknown;
  }[];
  for (const { key, value } of wanted.filter((entry) => entry.key.includes('/sdevs/')))
    expect(keys[key]).toBe(value);
  expect(existsSync(machine.at(`${state}/pending.json`))).toBe(false);
  expect([machine.simulation.data().mkfsCount, machine.simulation.userData()]).toEqual([
    1,
    ['precious'],
  ]);
});
