import type { OptionSpec, StageDefinition } from '../define-stage.js';
import { commonOptions } from './common-options.js';

/** What is known about a stage without its steps: enough for help, parsing, completion and docs. */
export type StageDescription = Omit<StageDefinition, 'steps'>;

export interface OptionRow {
  /** The name in `context.options` or among the common options. */
  readonly name: string;
  readonly group: 'stage' | 'common';
  readonly spec: OptionSpec;
}

/** Every option of a stage, its own first: the one table behind parsing, help, completion and docs. */
export function optionTable(stage: StageDescription): readonly OptionRow[] {
  const own = Object.entries(stage.options).map(([name, spec]): OptionRow => ({ name, group: 'stage', spec }));
  const flags = new Set(own.flatMap(({ spec }) => spellings(spec)));
  // A stage that gives a common flag a meaning of its own (test's --timeout) replaces it.
  const common = Object.entries(commonOptions as Readonly<Record<string, OptionSpec>>)
    .filter(([, spec]) => !flags.has(spec.flag))
    .map(([name, spec]): OptionRow => ({ name, group: 'common', spec }));
  return [...own, ...common];
}

/** All spellings of an option; `-` and `_` inside long flags mean the same. */
export function spellings(spec: OptionSpec): readonly string[] {
  const written = [spec.flag, ...(spec.aliases ?? [])];
  return [...new Set(written.flatMap((flag) => (flag.startsWith('--') ? [flag, `--${flag.slice(2).replaceAll('_', '-')}`, `--${flag.slice(2).replaceAll('-', '_')}`] : [flag])))];
}
