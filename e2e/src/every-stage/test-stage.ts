import { readFileSync, rmSync } from 'node:fs';
import type { BinEnd } from '@hare/sandbox';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { MakeKv } from './outside-kv.js';
import { planStops, watched, type WatchedRun } from './plan-stops.js';
import { stageArgs, type ListedStage } from './setup-yaml-stages.js';
import {
  comparableState,
  exactState,
  makeStageMachine,
  type MachineState,
  type StageMachine,
} from './stage-machine.js';
import type { BadInput, StageRow } from './stage-row.js';

interface Report {
  readonly outcome: string;
  readonly interruptedBy?: string;
  readonly steps: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly reason?: string;
    readonly note?: string;
  }[];
}

const reportOf = ({ stdout }: BinEnd): Report => JSON.parse(stdout) as Report;

/** Wrong for every stage. */
const badForAll: readonly BadInput[] = [
  {
    what: 'a flag is unknown',
    args: () => ['--no-such-flag'],
    exitCode: 2,
    says: /--no-such-flag/,
  },
  {
    what: 'a setting is wrong',
    env: { HARE_TIMEOUTS_STATUS: 'soon' },
    exitCode: 1,
    says: /HARE_TIMEOUTS_STATUS/,
  },
];

/**
 * Folders that the log, the journal and the lock of a stage that changes nothing else may have
 * made.
 */
const ownFolders = /^root\/(run(\/hare)?|var\/log(\/seagate(\/hare)?)?|var\/lib\/hare(\/setup)?)$/;
const withoutOwnFolders = ({ tree, ...rest }: MachineState): MachineState => ({
  tree: Object.fromEntries(
    Object.entries(tree).filter(
      ([file, what]) => !what.startsWith('folder') || !ownFolders.test(file),
    ),
  ),
  ...rest,
});

/** What RFC 20 and the stages' own promises ask of one stage, on one KV. */
export function testStage(stage: ListedStage, row: StageRow, makeKv: () => MakeKv): void {
  const { name } = stage;
  describe(name, () => {
    let machine: StageMachine;
    let putBack: () => Promise<void>;
    /** A run that nothing stops, and what it left. */
    let whole: WatchedRun;
    let exactly: MachineState;
    let once: MachineState;
    const args = (): readonly string[] => stageArgs(stage, row, machine, 'regression');
    const state = (): Promise<MachineState> => comparableState(machine, row.varies);

    beforeAll(async () => {
      machine = makeStageMachine(makeKv(), name, { withPackages: row.withPackages === true });
      await row.prepare(machine);
      putBack = await machine.keep();
      whole = await watched(machine.folder, () => machine.setup(args()));
      exactly = await exactState(machine);
      once = await state();
    });
    afterAll(() => {
      for (const folder of [machine.folder, `${machine.folder}.kept`])
        rmSync(folder, { recursive: true, force: true });
    });

    test('run twice is as run once', async () => {
      expect(whole.end.exitCode, whole.end.output).toBe(0);
      const second = await machine.setup([...args(), '--json']);
      expect(second.exitCode, second.output).toBe(0);
      expect(reportOf(second).outcome, second.output).toBe(row.secondOutcome ?? 'unchanged');
      if (row.varies === undefined) expect(await exactState(machine)).toEqual(exactly);
      else expect(await state()).toEqual(once);
      row.madeWhole?.(machine);
    });

    test('a dry run says what would be done, and changes nothing', async () => {
      await putBack();
      const before = await exactState(machine);
      const calls = machine.simulation.calls().length;
      const text = await machine.setup([...args(), '--dry-run', '-v']);
      expect(text.exitCode, text.output).toBe(0);
      expect(text.stdout).toMatch(row.wouldDo);
      const json = await machine.setup([...args(), '--dry-run', '--json']);
      expect(json.exitCode, json.output).toBe(0);
      const outcomes = reportOf(json).steps.map(({ outcome }) => outcome);
      if (row.onlyLooks === true) expect(outcomes).not.toContain('would-change');
      else expect(outcomes).toContain('would-change');
      expect(outcomes).not.toContain('changed');
      expect(await exactState(machine)).toEqual(before);
      expect(
        machine.simulation
          .calls()
          .slice(calls)
          .filter((call) => call.args[0] !== 'status'),
      ).toEqual([]);
    });

    test.each([...badForAll, ...row.badInput])(
      'nothing is changed when $what',
      async ({ spoil, args: extra, env, exitCode, says }) => {
        await putBack();
        spoil?.(machine);
        const before = withoutOwnFolders(await exactState(machine));
        const result = await machine.setup([...args(), ...(extra?.(machine) ?? [])], { env });
        expect(result.exitCode, result.output).toBe(exitCode);
        expect(result.output).toMatch(says);
        expect(result.output).toContain('hint: ');
        expect(withoutOwnFolders(await exactState(machine))).toEqual(before);
      },
    );

    test('killed at any moment and run again is as run once', async () => {
      for (const { stop, said } of planStops(whole, inject('limits').stageTableKills, {
        signal: 'SIGKILL',
      })) {
        await putBack();
        const before = machine.simulation.data();
        const killed = await machine.setup(args(), { stop });
        const mostFormats =
          before.mkfsCount +
          (mkfsIsDone(machine) ? 0 : 1) +
          (once.data.mkfsCount - before.mkfsCount);
        await machine.simulation.fail({});
        const again = await machine.setup(args());
        const story = `${said}:\n${killed.output}\n-- again:\n${again.output}`;
        expect(again.exitCode, story).toBe(0);
        const { data, ...rest } = await state();
        expect({ ...rest, data: once.data }, story).toEqual(once);
        // Only an mkfs that was not seen to end may happen twice; what users wrote stays.
        if (before.mkfsCount === 0) expect(data.mkfsCount, story).toBeLessThanOrEqual(mostFormats);
        else expect(data, story).toEqual(before);
        row.madeWhole?.(machine);
      }
    });
  });
}

function mkfsIsDone(machine: StageMachine): boolean {
  try {
    return readFileSync(machine.at('var/lib/hare/setup/mkfs.json'), 'utf8').includes('"done"');
  } catch {
    return false;
  }
}
