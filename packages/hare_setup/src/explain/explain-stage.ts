import { commandText } from '@hare/cli';
import type { StageDefinition } from '@hare/stage';
import { describeSteps } from '@hare/stage/forecast';
import type { StageExplanation } from './explanation.js';

/** A stage: what it makes true, step by step, with which options, and what it changes. */
export async function explainStage(stage: StageDefinition): Promise<StageExplanation> {
  return {
    kind: 'stage',
    topic: stage.name,
    about: stage.description,
    steps: await describeSteps(stage),
    options: Object.values(stage.options).map((spec) => ({
      flags: [spec.flag, ...(spec.aliases ?? [])],
      ...(spec.value === undefined ? {} : { value: spec.choices?.join('|') ?? spec.value }),
      about: spec.description,
    })),
    writes: stage.writes ?? [],
    examples: stage.examples.map(({ args, does }) => ({
      command: commandText(`hare_setup ${stage.name}`, args),
      does,
    })),
  };
}
