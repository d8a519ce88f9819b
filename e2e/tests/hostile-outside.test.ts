import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { consulForTests, startConsul, type ConsulCluster } from '@hare/real-consul';
import type { BinEnd } from '@hare/sandbox';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { consulKv } from '../src/every-stage/outside-kv.js';
import { makeStageMachine, type StageMachine } from '../src/every-stage/stage-machine.js';
import {
  consulKinds,
  startHostileProxy,
  type ConsulKind,
  type HostileProxy,
} from '../src/hostile/hostile-consul.js';
import { hctlKinds, makeHostileHctl } from '../src/hostile/hostile-hctl.js';
import { inRepository } from '../src/run-bin.js';

// A test run tries the same few rows each time, the soak all of them at moments of chance.
const chance = process.env['HARE_SOAK'] === '1' ? Date.now() % 2 ** 31 : 706_723_029;
const seed = Number(process.env['HARE_SEED'] ?? chance);
const maxBytes = 300 * 1024 ** 2;

interface HostileStage {
  readonly args: string;
  /** The words of hctl that it uses. */
  readonly hctl: readonly string[];
  /** Makes it depend on what the KV says. */
  readonly needsKv?: (machine: StageMachine) => void;
}

const stages: Readonly<Record<string, HostileStage>> = {
  config: { args: 'config --config URL --replace=renumber', hctl: ['status'] },
  init: {
    args: 'init --keep-running --timeout 4',
    hctl: ['status', 'bootstrap'],
    // Only the KV knows then that the devices are formatted.
    needsKv: (machine) => {
      for (const name of ['lib/hare/setup/mkfs.json', 'lib/hare/setup/mkfs.cdf.yaml', 'motr'])
        rmSync(machine.at(`var/${name}`), { recursive: true, force: true });
    },
  },
  test: { args: 'test --plan regression --timeout 4', hctl: ['status', 'bootstrap'] },
  cleanup: { args: 'cleanup --yes', hctl: ['status'] },
  support_bundle: { args: 'support_bundle -t FOLDER/bundles -b x', hctl: ['status', 'reportbug'] },
};
const names = Object.keys(stages);

/** Some rows of a table, by the seed: as many as the size of this run allows. */
function someOf<T>(rows: readonly T[], count: number): readonly T[] {
  const [picked = []] = fc.sample(
    fc.shuffledSubarray([...rows], { minLength: Math.min(count, rows.length) }),
    { seed, numRuns: 1 },
  );
  return picked.slice(0, count);
}

const program = await consulForTests();

describe.skipIf(program === undefined)(`what is outside turns hostile, HARE_SEED=${seed}`, () => {
  let consul: ConsulCluster;
  let proxy: HostileProxy;
  let machine: StageMachine;
  let putBack: () => Promise<void>;

  beforeAll(async () => {
    consul = await startConsul({ binary: program?.binary ?? '' });
    proxy = await startHostileProxy(consul.address);
    machine = makeStageMachine(consulKv(consul.address), 'hostile');
    await machine.mustSetup('config', '--config', machine.url);
    await machine.mustSetup('init');
    // So that config has something to change, and asks hctl whether it may.
    const text = readFileSync(machine.confstoreFile, 'utf8');
    writeFileSync(machine.confstoreFile, text.replace('"s3_instances": 2', '"s3_instances": 3'));
    putBack = await machine.keep();
  });
  afterAll(async () => {
    for (const folder of [machine.folder, `${machine.folder}.kept`])
      rmSync(folder, { recursive: true, force: true });
    proxy.close();
    await consul.stop();
  });

  /** Runs a stage with short deadlines: it ends by itself, small, and shows nothing harmful. */
  async function runStage(name: string, env: Readonly<Record<string, string>>): Promise<BinEnd> {
    const args = (stages[name]?.args ?? '')
      .replace('URL', machine.url)
      .replace('FOLDER', machine.folder);
    const peak = path.join(machine.folder, 'peak');
    const reporter = inRepository('packages/confstore/tests/hostile/report-peak.mjs');
    const times = {
      HARE_TIMEOUTS_STATUS: '2s',
      HARE_TIMEOUTS_SHUTDOWN: '6s',
      CONFSTORE_TIMEOUT: '2',
    };
    const end = await machine.setup([...args.split(' '), '-v'], {
      env: { ...times, NODE_OPTIONS: `--import ${reporter}`, HARE_PEAK_FILE: peak, ...env },
    });
    expect(Number(readFileSync(peak, 'utf8')), end.output).toBeLessThan(maxBytes);
    const log = readFileSync(machine.at('var/log/seagate/hare/setup.log'), 'utf8');
    for (const text of [end.output, log, manifest()]) {
      expect(text).not.toMatch(/[^\P{Cc}\n\t]/u);
      expect(text).not.toContain('hunter2-canary');
    }
    expect(machine.simulation.data().mkfsCount, end.output).toBe(1);
    expect(end.output).not.toMatch(/\[DEFECT\]|^ +at /m);
    return end;
  }

  /** What the bundle says about itself; nothing of another stage. */
  function manifest(): string {
    const archive = path.join(machine.folder, 'bundles/hare/hare_x.tar.gz');
    if (!existsSync(archive)) return '';
    return execFileSync('tar', ['xzOf', archive, 'manifest.json'], { encoding: 'utf8' });
  }

  /**
   * A stage that has to know fails with a code; a bundle is made without what it could not have.
   */
  function expectCoded(name: string, { exitCode, output }: BinEnd, missing: RegExp): void {
    const isBundle = name === 'support_bundle';
    expect(exitCode, output).toBe(isBundle ? 0 : 1);
    expect(isBundle ? manifest() : output).toMatch(missing);
  }

  const consulRows = names.flatMap((name) =>
    (Object.keys(consulKinds) as ConsulKind[]).map((kind) => ({ name, kind })),
  );
  test.each(someOf(consulRows, inject('limits').hostileRows))(
    '$name, when Consul answers with $kind',
    async ({ name, kind }) => {
      await putBack();
      stages[name]?.needsKv?.(machine);
      const [honest = 0] = fc.sample(fc.nat({ max: inject('limits').hostileAfterRequests }), {
        seed: seed + consulRows.findIndex((row) => row.name === name && row.kind === kind),
        numRuns: 1,
      });
      proxy.turn(kind, honest);
      const url = machine.kv.url.replace(consul.address, proxy.address);
      const end = await runStage(name, { HARE_KV: url });
      // It may have ended before the proxy turned. A cut connection is as none, where one may be down.
      if (honest === 0 || end.exitCode !== 0)
        expectCoded(name, end, /\[CONSUL_[A-Z_]+\]|no Consul at/);
    },
  );

  const hctlRows = names.flatMap((name) =>
    (stages[name]?.hctl ?? []).flatMap((word) => hctlKinds.map((kind) => ({ name, word, kind }))),
  );
  // hctl reportbug has a minute: that is tried where time does not matter.
  const affordable = hctlRows.filter(
    ({ word }) => inject('limits').hostileRows > 10 || word !== 'reportbug',
  );
  test.each(someOf(affordable, inject('limits').hostileRows))(
    '$name, when hctl $word has $kind',
    async ({ name, word, kind }) => {
      await putBack();
      const hctl = makeHostileHctl(machine.folder, machine.env['HARE_HCTL'] ?? '', word, kind);
      onTestFinished(() => hctl.remove());
      const end = await runStage(name, { HARE_HCTL: hctl.file });
      if (kind.endsWith('the real answer')) return expect(end.exitCode, end.output).toBe(0);
      // A bundle has what hctl status printed, whatever that is, or names what is left out.
      const named =
        name === 'support_bundle' ? new RegExp(`hctl[ /]${word}`) : /\[[A-Z_]+_[A-Z_]+\]/;
      expectCoded(name, end, named);
    },
  );
});
