import { type CommandSpec, type OptionSpec, type OptionSpecs, spellings } from '@hare/cli/table';
import type { StageDefinition } from '../define-stage.js';
import { commonOptions } from './common-options.js';

/** What is known about a stage without its steps: enough for help, parsing, completion and docs. */
export type StageDescription = Omit<StageDefinition, 'steps'>;

export const stageExitCodes =
  '0 success, 1 the stage found a problem, 2 wrong usage, 129/130/143 interrupted.';

/** The table of a stage's command line: its own options, then those of every stage. */
export function stageCommand(stage: StageDescription): CommandSpec {
  const { name, summary, description, options, operands = [], examples } = stage;
  const own = new Set<string>(Object.values(options).flatMap(spellings));
  // A stage that gives a common flag a meaning of its own (test's --timeout) replaces it.
  const common = Object.entries<OptionSpec>(commonOptions).filter(([, { flag }]) => !own.has(flag));
  return {
    name,
    summary,
    description,
    options,
    ...(operands.length === 0
      ? {}
      : { operands: operands.map((each) => ({ name: valueName(options, each), optional: true })) }),
    common: { title: 'Options of every stage', options: Object.fromEntries(common) },
    examples,
    exitCodes: stageExitCodes,
  };
}

function valueName(options: OptionSpecs, name: string): string {
  return options[name]?.value ?? name;
}
