import type { OptionSpec } from '@hare/cli';
import { createMasker, createInterruption } from '@hare/cli/output';
import type { StageDefinition } from '../define-stage.js';
import { openRun } from '../open-run.js';
import { commonValues } from '../options/common-values.js';
import { parseStageOptions } from '../options/parse-stage-options.js';
import { createRunOutput } from '../report/run-output.js';
import { resolvePlaces } from '../places.js';
import { defaultSettings } from '../settings.js';
import type { Step } from '../step.js';
import { createLookReporter } from './look-reporter.js';

/** A step as described in help and docs. */
export interface StepDescription {
  readonly id: string;
  readonly title: string;
  /** It only looks. */
  readonly looks: boolean;
  /** It runs also after a failure or an interruption. */
  readonly always: boolean;
  /** The options that include it, if it is not always included: `--plan full`. */
  readonly with: readonly string[];
}

/** A machine that has nothing: what is asked of it does not depend on this one. */
const nowhere = '/nonexistent';

/**
 * The steps of a stage, asked from the stage itself: without options, then with each of its
 * options. No step is checked or run.
 */
export async function describeSteps(stage: StageDefinition): Promise<readonly StepDescription[]> {
  const needed = stage.options['target'] === undefined ? [] : ['--target', `${nowhere}/target`];
  const usual = await stepsOf(stage, needed);
  const found = usual.map((step): StepDescription => describe(step, []));
  for (const argv of Object.values(stage.options).flatMap(variants)) {
    for (const [index, step] of (await stepsOf(stage, [...needed, ...argv])).entries()) {
      const known = found.findIndex(({ id }) => id === step.id);
      if (known === -1) found.splice(index, 0, describe(step, [argv.join(' ')]));
      else if ((found[known]?.with.length ?? 0) > 0)
        found[known] = describe(step, [...(found[known]?.with ?? []), argv.join(' ')]);
    }
  }
  return found;
}

function describe(step: Step, withOptions: readonly string[]): StepDescription {
  return {
    id: step.id,
    title: step.title,
    looks: step.apply === undefined,
    always: step.always === true,
    with: withOptions,
  };
}

/** Calls that may have steps of their own: a switch, or a choice that is not the default. */
function variants({
  flag,
  value,
  optionalValue,
  choices,
  default: usual,
}: OptionSpec): readonly (readonly string[])[] {
  if (value === undefined) return flag === '--yes' ? [] : [[flag]];
  if (optionalValue === true) return [[flag]];
  return (choices ?? []).filter((choice) => choice !== usual).map((choice) => [flag, choice]);
}

async function stepsOf(stage: StageDefinition, argv: readonly string[]): Promise<readonly Step[]> {
  const parsed = parseStageOptions(stage, argv);
  const nobody = { write: () => undefined };
  const invocation = {
    stage,
    options: parsed.own,
    common: { ...commonValues(parsed.common), dryRun: true, root: nowhere },
    argv,
    program: stage.name,
    io: {
      stdout: nobody,
      stderr: nobody,
      env: {},
      interruption: createInterruption(),
      uid: 0,
      dispose: () => undefined,
    },
    planned: new Map<string, string>(),
  };
  const reporter = createLookReporter(nobody, () => 0);
  const run = openRun(invocation, createRunOutput(invocation, createMasker(), reporter), {
    settings: defaultSettings,
    places: resolvePlaces({ settings: defaultSettings, given: new Set() }, nowhere),
    recorded: undefined,
  });
  try {
    return await stage.steps(run.context);
  } finally {
    await run.close();
  }
}
