import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { runBin, type BinCall } from '@hare/sandbox';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { watched, type WatchedRun } from '../src/every-stage/plan-stops.js';
import {
  setupYamlStages,
  stageArgs,
  type ListedStage,
} from '../src/every-stage/setup-yaml-stages.js';
import {
  comparableState,
  exactState,
  type MachineState,
  type StageMachine,
} from '../src/every-stage/stage-machine.js';
import type { StageRow } from '../src/every-stage/stage-row.js';
import { stageRows } from '../src/every-stage/stage-rows.js';
import { inRepository } from '../src/run-bin.js';
import { foreignFiles } from '../src/streams/own-places.js';
import { makePreparedMachine, type PreparedMachine } from '../src/streams/prepared-machine.js';
import { anyTrouble } from '../src/streams/trouble.js';
import { troubledRun } from '../src/streams/troubled-run.js';

const seed = Number(process.env['HARE_SEED'] ?? Date.now() % 2 ** 31);
const ways = ['sub-command', 'flag', 'own bin'] as const;
type Way = (typeof ways)[number];
/** How much, and in what form, a stage prints. */
const manners: readonly (readonly string[])[] = [
  [],
  ['--json'],
  ['--format', 'jsonl'],
  ['-v'],
  ['-q'],
];

/** What a provisioner runs at once is tried as the stages are. */
const wholeRun: ListedStage = { name: 'run', words: ['run', '--config', '$URL'] };
const rowOfRun: StageRow = {
  prepare: (machine) => machine.simulation.fail({ 'bootstrap-slow': 300 }),
  writesKv: true,
  wouldDo: /^/,
  badInput: [],
};
const stages: readonly (readonly [string, ListedStage, StageRow, number])[] = [
  ...setupYamlStages(),
  wholeRun,
].map((stage, index) => {
  const row = stage === wholeRun ? rowOfRun : stageRows[stage.name];
  if (row === undefined) throw new Error(`no row for ${stage.name}`);
  return [stage.name, stage, row, (seed + index) | 0];
});

let prepared: PreparedMachine;
beforeAll(() => {
  prepared = makePreparedMachine();
});
afterAll(() => prepared.remove());

/** A short test takes init and some others, by the seed. */
const [shuffled = []] = fc.sample(
  fc.shuffledSubarray(
    stages.map(([name]) => name),
    { minLength: stages.length },
  ),
  { seed, numRuns: 1 },
);
const picked = new Set(['init', ...shuffled.slice(0, inject('limits').troubledStages)]);

describe.each(stages.filter(([name]) => picked.has(name)))('%s', (name, stage, row, ownSeed) => {
  let machine: StageMachine;
  let putBack: () => Promise<void>;
  let before: MachineState;
  let whole: WatchedRun;
  let once: MachineState;
  const state = (): Promise<MachineState> => comparableState(machine, row.varies);

  /** The stage as it is called, at the end with more words. */
  function called(way: Way, extra: readonly string[] = []): BinCall {
    const [first = '', ...rest] = stageArgs(stage, row, machine, 'regression');
    const words = [...rest, ...extra, '--root', machine.root];
    if (way === 'own bin' && name !== 'run')
      return { bin: inRepository(`packages/${ownBin(name)}`), args: words, env: machine.env };
    return {
      bin: inRepository('packages/hare_setup/dist/bin.cjs'),
      args: [...(way === 'flag' ? asFlag(first) : [first]), ...words],
      env: machine.env,
    };
  }

  beforeAll(async () => {
    machine = prepared.renew();
    await row.prepare(machine);
    putBack = await machine.keep();
    before = await state();
    whole = await watched(machine.folder, () => runBin(called('sub-command')));
    expect(whole.end.exitCode, whole.end.output).toBe(0);
    once = await state();
  });

  test('with lost output, a closed terminal and signals: its own exit code or the signal’s, and the next run does the rest', async () => {
    const law = fc.asyncProperty(
      fc.constantFrom(...ways),
      fc.constantFrom(...manners),
      anyTrouble,
      async (way, manner, trouble) => {
        await putBack();
        // On a terminal these ask the person there.
        const asks = ['cleanup', 'init', 'run'].includes(name);
        const agreed = asks && trouble.kind === 'terminal' ? ['--yes'] : [];
        const end = await troubledRun(called(way, [...manner, ...agreed]), trouble, whole);
        const story = (): string =>
          `HARE_SEED=${seed}: ${[way, ...manner].join(' ')}, ${JSON.stringify(trouble)}: exit ${end.exitCode ?? ''}\n${end.output}\n-- log:\n${logTail(machine)}`;
        expect(end.signalCode === undefined ? [0] : [0, end.signalCode], story()).toContain(
          end.exitCode,
        );
        const after = await state();
        expect(foreignFiles(after.tree), story()).toEqual(foreignFiles(before.tree));
        if (end.exitCode === 0) {
          expect(after, story()).toEqual(once);
          row.madeWhole?.(machine);
          return;
        }
        const stoppedAtOnce =
          trouble.kind === 'streams' && trouble.signal?.againAfterMs !== undefined;
        if (!stoppedAtOnce) expect(after.data.mkfsCount, story()).toBeLessThanOrEqual(1);
        const formatted = after.data.mkfsCount > 0 && isFormatted(machine);
        if (formatted) await machine.simulation.writeUserData('precious');
        await machine.simulation.fail({});
        const again = await runBin(called(way));
        const wholeStory = (): string => `${story()}\n-- again:\n${again.output}`;
        expect(again.exitCode, wholeStory()).toBe(0);
        const { data, ...rest } = await state();
        expect({ ...rest, data: once.data }, wholeStory()).toEqual(once);
        if (formatted)
          expect([data.mkfsCount, machine.simulation.userData()], wholeStory()).toEqual([
            after.data.mkfsCount,
            ['precious'],
          ]);
        expect(data.mkfsCount, wholeStory()).toBeLessThanOrEqual(
          stoppedAtOnce && before.data.mkfsCount === 0 ? 2 : 1,
        );
        row.madeWhole?.(machine);
      },
    );
    await fc.assert(law, {
      numRuns: inject('limits').troubledRuns,
      seed: ownSeed,
      endOnFailure: true,
    });
  });

  test.runIf(row.badInput.length > 0)(
    'that fails: its own exit code too, and nothing is changed',
    async () => {
      const law = fc.asyncProperty(
        fc.constantFrom(...ways),
        fc.constantFrom(...manners),
        anyTrouble,
        fc.constantFrom(...row.badInput),
        async (way, manner, trouble, bad) => {
          await putBack();
          bad.spoil?.(machine);
          const spoilt = await exactState(machine);
          const call = called(way, [...(bad.args?.(machine) ?? []), ...manner]);
          const end = await troubledRun(
            { ...call, env: { ...call.env, ...bad.env } },
            trouble,
            whole,
          );
          const story = (): string =>
            `HARE_SEED=${seed}: ${[way, ...manner].join(' ')}, ${bad.what}, ${JSON.stringify(trouble)}: exit ${end.exitCode ?? ''}\n${end.output}\n-- log:\n${logTail(machine)}`;
          expect(
            end.signalCode === undefined ? [bad.exitCode] : [bad.exitCode, end.signalCode],
            story(),
          ).toContain(end.exitCode);
          expect(withoutFolders(await exactState(machine)), story()).toEqual(
            withoutFolders(spoilt),
          );
        },
      );
      await fc.assert(law, {
        numRuns: inject('limits').troubledFailures,
        seed: ownSeed,
        endOnFailure: true,
      });
    },
  );
});

/** Folders that log, journal and lock may have made. */
const withoutFolders = ({ tree, ...rest }: MachineState): unknown => ({
  ...rest,
  tree: Object.fromEntries(Object.entries(tree).filter(([, what]) => !what.startsWith('folder'))),
});

/** `--config URL` alone is the stage config. */
function asFlag(stage: string): readonly string[] {
  if (stage === 'run') return [stage];
  return stage === 'config' ? [] : [`--${stage}`];
}

function ownBin(stage: string): string {
  if (stage.endsWith('_upgrade')) return `stage-upgrade/dist/bin-${stage.replace('_', '-')}.cjs`;
  return `stage-${stage.replaceAll('_', '-')}/dist/bin.cjs`;
}

function isFormatted(machine: StageMachine): boolean {
  const record = machine.at('var/lib/hare/setup/mkfs.json');
  return existsSync(record) && /"(done|formatted)"/.test(readFileSync(record, 'utf8'));
}

function logTail(machine: StageMachine): string {
  const log = machine.at('var/log/seagate/hare/setup.log');
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-40).join('\n') : '';
}
