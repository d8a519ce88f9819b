import { existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { consulForTests, startConsul, type ConsulCluster } from '@hare/real-consul';
import { runBin, type BinEnd } from '@hare/sandbox';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { consulKv, embeddedKv } from '../src/every-stage/outside-kv.js';
import { setupYamlStages, stageArgs } from '../src/every-stage/setup-yaml-stages.js';
import { makeStageMachine, type StageMachine } from '../src/every-stage/stage-machine.js';
import { stageRows } from '../src/every-stage/stage-rows.js';
import { inRepository } from '../src/run-bin.js';
import { seeker } from '../src/secrets/canary.js';
import { outputsOf } from '../src/secrets/outputs-of.js';
import { planted, plantSecrets, type Planted } from '../src/secrets/planted.js';
import { toldCommands } from '../src/secrets/told-commands.js';
import { troubles, type Trouble } from '../src/secrets/troubles.js';

const program = await consulForTests();
let consul: ConsulCluster | undefined;

beforeAll(async () => {
  consul = program === undefined ? undefined : await startConsul({ binary: program.binary });
});
afterAll(() => consul?.stop());

const trouble = fc.constantFrom(...troubles);
const stageShape = fc.constantFrom(
  ['-v'],
  ['-v', '--dry-run'],
  ['--json'],
  ['--format', 'jsonl', '-v'],
  ['--json', '--dry-run'],
  [],
);

/**
 * Runs a command on a machine full of secrets, and fails when one of them is in anything that it
 * printed or wrote.
 */
async function expectSilence(
  machine: StageMachine,
  given: { readonly secrets: Planted; readonly spell: (value: string) => string },
  { make, name }: Trouble,
  bin: string,
  args: readonly string[],
): Promise<BinEnd> {
  const env = await plantSecrets(machine, given);
  const made = await make(machine, given.secrets);
  const children = path.join(machine.folder, 'children.jsonl');
  const preload = {
    NODE_OPTIONS: `--import=${inRepository('e2e/src/secrets/note-children.mjs')}`,
    NOTE_CHILDREN: children,
  };
  const end = await runBin({
    bin: inRepository(`packages/${bin}/dist/bin.cjs`),
    args: [...args, ...(made.args ?? [])],
    env: { ...machine.env, ...env, ...preload, ...made.env },
  });
  const leaks = seeker({ ...given.secrets });
  const found = [
    ...(await outputsOf(machine, made.spoilt)),
    ['what it printed', end.output] as const,
  ].flatMap(([where, text]) => leaks(text).map((leak) => `${where}: ${leak}`));
  expect(
    found,
    `${bin} ${args.join(' ')} with trouble "${name}":\n${end.output.slice(0, 4000)}`,
  ).toEqual([]);
  return end;
}

describe('no secret from any input is in anything that is printed or written, nor in the arguments of a process', () => {
  describe.each(setupYamlStages().filter(({ name }) => stageRows[name] !== undefined))(
    '$name',
    (stage) => {
      const row = stageRows[stage.name];
      let machine: StageMachine;
      let putBack: () => Promise<void>;
      beforeAll(async () => {
        machine = makeStageMachine(
          consul === undefined ? embeddedKv : consulKv(consul.address),
          `secrets-${stage.name}`,
          { withPackages: row?.withPackages === true },
        );
        await row?.prepare(machine);
        putBack = await machine.keep();
      });
      afterAll(() => {
        for (const folder of [machine.folder, `${machine.folder}.kept`])
          rmSync(folder, { recursive: true, force: true });
      });

      test('as hare_setup and as its own bin, whatever goes wrong', async () => {
        await fc.assert(
          fc.asyncProperty(
            planted,
            trouble,
            stageShape,
            fc.boolean(),
            async (given, wrong, shape, alone) => {
              await putBack();
              if (row === undefined) return;
              const words = [
                ...stageArgs(stage, row, machine, 'full'),
                ...shape,
                '--root',
                machine.root,
              ];
              const end = await expectSilence(
                machine,
                given,
                wrong,
                alone ? `stage-${stage.name.replaceAll('_', '-')}` : 'hare_setup',
                alone ? words.slice(1) : words,
              );
              if (wrong.name === 'none') expect(end.exitCode, end.output).toBeLessThan(2);
              for (const file of (row.private?.(machine) ?? []).filter(existsSync))
                expect(statSync(file).mode & 0o777).toBe(0o600);
            },
          ),
          { numRuns: inject('limits').secretRuns, endOnFailure: true },
        );
      });
    },
  );

  describe('the other commands', () => {
    let machine: StageMachine;
    let putBack: () => Promise<void>;
    beforeAll(async () => {
      machine = makeStageMachine(embeddedKv, 'secrets');
      await machine.mustSetup('config', '--config', machine.url);
      putBack = await machine.keep();
    });
    afterAll(() => {
      for (const folder of [machine.folder, `${machine.folder}.kept`])
        rmSync(folder, { recursive: true, force: true });
    });

    test.each(Object.entries(toldCommands))('%s', async (_name, { bin, args }) => {
      await fc.assert(
        fc.asyncProperty(planted, trouble, async (given, wrong) => {
          await putBack();
          await expectSilence(machine, given, wrong, bin, args(machine));
        }),
        { numRuns: inject('limits').secretRuns, endOnFailure: true },
      );
    });
  });
});
