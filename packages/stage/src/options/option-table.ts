import { type OptionRow, spellings, type OptionSpec } from '@hare/cli';
import type { StageDefinition } from '../define-stage.js';
import { commonOptions } from './common-options.js';

/** What is known about a stage without its steps: enough for help, parsing, completion and docs. */
export type StageDescription = Omit<StageDefinition, 'steps'> & {
  /** Which of the common options it has, for a command that is no stage; absent: all. */
  readonly commonOptions?: readonly CommonOptionName[];
  /**
   * What stands behind its name without a flag, for a command that is no stage: `SHELL`. Others
   * than `suggestions` are taken too.
   */
  readonly operand?: {
    readonly name: string;
    readonly choices?: readonly string[];
    readonly suggestions?: readonly string[];
    readonly optional?: true;
  };
};

export type CommonOptionName = keyof typeof commonOptions;

/**
 * Every option of a stage, its own first: the one table behind parsing, help, completion and docs.
 */
export function optionTable(stage: StageDescription): readonly OptionRow[] {
  const own = Object.entries(stage.options).map(([name, spec]): OptionRow => ({
    name,
    group: 'stage',
    spec,
  }));
  const flags = new Set(own.flatMap(({ spec }) => spellings(spec)));
  // A stage that gives a common flag a meaning of its own (test's --timeout) replaces it.
  const common = Object.entries(commonOptions as Readonly<Record<string, OptionSpec>>)
    .filter(
      ([name, spec]) =>
        !flags.has(spec.flag) && stage.commonOptions?.includes(name as CommonOptionName) !== false,
    )
    .map(([name, spec]): OptionRow => ({ name, group: 'common', spec }));
  return [...own, ...common];
}
