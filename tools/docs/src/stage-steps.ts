import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OptionSpec, StageDefinition, Step } from '@hare/stage';
import { runStageInProcess } from '@hare/stage/testing';

/** A step as the docs tell of it. */
export interface StepOfStage {
  readonly id: string;
  readonly title: string;
  /** It only looks. */
  readonly looks: boolean;
  /** It runs also after a failure or an interruption. */
  readonly always: boolean;
  /** The options with which it is there, when it is not always: `--plan full`. */
  readonly with: readonly string[];
}

/** The steps of a stage, asked from the stage itself: without options, then with each of its options. No step is run. */
export async function stepsOf(stage: StageDefinition): Promise<readonly StepOfStage[]> {
  const root = await mkdtemp(path.join(tmpdir(), 'hare-docs-'));
  try {
    const needed = stage.options['target'] === undefined ? [] : ['--target', path.join(root, 'target')];
    const usual = await collect(stage, root, needed);
    const found = usual.map((step): StepOfStage => describe(step, []));
    for (const argv of Object.values(stage.options).flatMap(variants)) {
      for (const [index, step] of (await collect(stage, root, [...needed, ...argv])).entries()) {
        const known = found.findIndex(({ id }) => id === step.id);
        if (known === -1) found.splice(index, 0, describe(step, [argv.join(' ')]));
        else if ((found[known]?.with.length ?? 0) > 0) found[known] = describe(step, [...(found[known]?.with ?? []), argv.join(' ')]);
      }
    }
    return found;
  } finally {
    await rm(root, { recursive: true });
  }
}

function describe(step: Step, withOptions: readonly string[]): StepOfStage {
  return { id: step.id, title: step.title, looks: step.apply === undefined, always: step.always === true, with: withOptions };
}

/** Calls that may have steps of their own: a switch, or a choice that is not the default. */
function variants({ flag, value, optionalValue, choices, default: usual }: OptionSpec): readonly (readonly string[])[] {
  if (value === undefined) return flag === '--yes' ? [] : [[flag]];
  if (optionalValue === true) return [[flag]];
  return (choices ?? []).filter((choice) => choice !== usual).map((choice) => [flag, choice]);
}

async function collect(stage: StageDefinition, root: string, argv: readonly string[]): Promise<readonly Step[]> {
  let steps: readonly Step[] | undefined;
  const probe: StageDefinition = {
    ...stage,
    steps: async (context) => {
      steps = await stage.steps(context);
      return [];
    },
  };
  const { stderr } = await runStageInProcess(probe, { argv: ['--root', root, '--dry-run', ...argv] });
  if (steps === undefined) throw new Error(`${stage.name} ${argv.join(' ')} makes no steps: ${stderr}`);
  return steps;
}
