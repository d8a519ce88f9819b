import type { OptionSpec, StageDescription } from '@hare/stage';

/** A command that is no stage, described with the same data: help, parsing and completion come from one table. */
export function describeCommand<const T extends Readonly<Record<string, OptionSpec>>>(command: Omit<StageDescription, 'changes' | 'options'> & { readonly options: T }): StageDescription & { readonly options: T } {
  return { changes: false, ...command };
}
