import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { switches, type FailureValue } from '@hare/hctl-simulator';
import type { BinEnd } from '@hare/sandbox';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { embeddedKv } from '../src/every-stage/outside-kv.js';
import { makeStageMachine, type StageMachine } from '../src/every-stage/stage-machine.js';
import { failureTable, triedStages, type TriedStage } from '../src/failures/failure-table.js';
import { inRepository } from '../src/run-bin.js';

interface Step {
  readonly id: string;
  readonly outcome: string;
  readonly code?: string;
  readonly reason?: string;
  readonly hint?: string;
  readonly note?: string;
}

const stepsOf = ({ stdout }: BinEnd): readonly Step[] =>
  (JSON.parse(stdout) as { readonly steps: readonly Step[] }).steps;
const quick = {
  HARE_TIMEOUTS_STATUS: '3s',
  HARE_TIMEOUTS_BOOTSTRAP: '4s',
  HARE_TIMEOUTS_SHUTDOWN: '3s',
};
const args: Readonly<Record<TriedStage, readonly string[]>> = {
  init: ['--timeout', '5'],
  test: ['--timeout', '5'],
  reset: [],
  cleanup: [],
  upgrade: [],
  pre_upgrade: [],
  post_upgrade: ['--timeout', '5'],
};
/** Those whose stages find the cluster running. */
const onRunning: readonly TriedStage[] = ['cleanup', 'reset', 'pre_upgrade'];

/** Switches on a failure with a value that makes it happen: a time, a number or a name. */
const valueOf = (name: string): FailureValue =>
  /^(service|node|pool|profile|device)-/.test(name)
    ? 'confd'
    : /(-slow|-exit|-repeat|^slow-start)$/.test(name)
      ? 3
      : /-leak$/.test(name)
        ? 'token: x'
        : true;

describe('the table', () => {
  test.each(triedStages)('of %s has every failure that the simulated hctl can play', (stage) => {
    const { met, elsewhere, neverCalls } = failureTable[stage];
    const here = new Set(met.flatMap(({ failures }) => Object.keys(failures)));
    const there = elsewhere === undefined ? '' : readFileSync(inRepository(elsewhere), 'utf8');
    const isTried = (name: string): boolean =>
      here.has(name) || there.includes(`'${name}'`) || neverCalls.test(name);
    expect(Object.keys(switches).filter((name) => !isTried(name.replace(/-hard$/, '')))).toEqual(
      [],
    );
    expect([...here].filter((name) => !Object.hasOwn(switches, name))).toEqual([]);
  });
});

describe.each(triedStages)('%s', (stage) => {
  const { met, neverCalls } = failureTable[stage];
  // The soak tries every failure; a test run every third, others of each stage.
  const stride = inject('limits').failureStride;
  const tried = met.filter((_, index) => (index + triedStages.indexOf(stage)) % stride === 0);
  let machine: StageMachine;
  let putBack: () => Promise<void>;
  const record = (): string =>
    existsSync(machine.at('var/lib/hare/setup/mkfs.json'))
      ? readFileSync(machine.at('var/lib/hare/setup/mkfs.json'), 'utf8')
      : '';
  const run = (env = quick): Promise<BinEnd> =>
    machine.setup([stage, ...args[stage], '--json'], { env });

  beforeAll(async () => {
    machine = makeStageMachine(embeddedKv, `failures-${stage}`, {
      withPackages: stage === 'upgrade',
    });
    await machine.mustSetup('config', '--config', machine.url);
    if (stage !== 'init') {
      await machine.mustSetup('init', ...(onRunning.includes(stage) ? ['--keep-running'] : []));
      await machine.simulation.writeUserData('precious');
      if (stage === 'pre_upgrade')
        await machine.mustSetup('backup', '--target', path.join(machine.folder, 'backups'));
    }
    putBack = await machine.keep();
  });
  afterAll(() => {
    for (const folder of [machine.folder, `${machine.folder}.kept`])
      rmSync(folder, { recursive: true, force: true });
  });

  /** Nothing was wiped: at most the first mkfs ran, and once done it stays done and recorded. */
  async function expectDataKept(run: () => Promise<void>): Promise<void> {
    const [data, recorded] = [machine.simulation.data(), record()];
    await run();
    if (stage === 'init') expect(machine.simulation.data().mkfsCount).toBeLessThanOrEqual(1);
    else
      expect([machine.simulation.data(), machine.simulation.userData(), record()]).toEqual([
        data,
        ['precious'],
        recorded,
      ]);
  }

  test.each(tried.map((each) => [JSON.stringify(each.failures), each] as const))(
    '%s',
    async (_, { failures, code, cluster }) => {
      await putBack();
      await machine.simulation.fail(failures);
      await expectDataKept(async () => {
        // A shutdown that has to be repeated is repeated after 5 s.
        const end = await run(
          code === undefined ? { ...quick, HARE_TIMEOUTS_SHUTDOWN: '60s' } : quick,
        );
        const failed = stepsOf(end).filter((step) => step.outcome === 'failed');
        expect(end.exitCode, end.output).toBe(code === undefined ? 0 : 1);
        if (code === undefined) expect(failed, end.output).toEqual([]);
        else
          expect(
            failed.map((step) => step.code),
            end.output,
          ).toContain(code);
        expect(machine.simulation.cluster() === undefined ? 'down' : 'running', end.output).toBe(
          cluster,
        );
        if (code !== undefined) expectCondition(stepsOf(end), cluster);
      });
    },
  );

  test('failures of calls that it never makes change nothing', async () => {
    await putBack();
    const before = machine.simulation.calls().length;
    const never = Object.keys(switches).filter((name) => neverCalls.test(name));
    await machine.simulation.fail(Object.fromEntries(never.map((name) => [name, valueOf(name)])));
    await expectDataKept(async () => {
      const end = await run();
      expect(end.exitCode, end.output).toBe(0);
    });
    const made = machine.simulation
      .calls()
      .slice(before)
      .map((call) => call.args.join(' '));
    expect(
      made.filter((call) =>
        never.some(
          (name) => call.startsWith(name.replace(/-.*/, ' ').trim()) && !/^status/.test(call),
        ),
      ),
    ).toEqual([]);
    if (stage === 'reset') expect(made).toEqual([]);
  });
});

/** The report says how the cluster is, and a cluster that it calls down is down. */
function expectCondition(steps: readonly Step[], cluster: 'down' | 'running'): void {
  const said = steps.map(({ note, reason, hint }) => [note, reason, hint].join(' ')).join('\n');
  expect(said).toMatch(
    /stopped|running|units are still active|the state of the cluster is unknown/,
  );
  if (/state: [^\n]*: stopped/.test(said)) expect(cluster).toBe('down');
}
