import type { ParsedOptions } from '@hare/cli';
import { type CommandSpec, helpOption, type OptionSpecs, type OptionValues } from '@hare/cli/table';

/** Where a command writes. All of it is escaped but data that does not go to a terminal. */
export interface CommandIo {
  /** A result for people, or JSON. */
  print(text: string): void;
  /** A result that is a file: a pipe gets it as it is. */
  data(text: string): void;
  /** Everything else. */
  warn(text: string): void;
}

/** A sub-command: its table, and what it does. */
export interface Command extends CommandSpec {
  /** Answers the exit code. */
  run(args: readonly string[], options: ParsedOptions, io: CommandIo): Promise<number>;
}

type CommandParts<T extends OptionSpecs> = Omit<Command, 'exitCodes' | 'options' | 'run'> & {
  readonly exitCodes?: string;
  readonly options: T;
  run(args: readonly string[], options: OptionValues<T>, io: CommandIo): Promise<number>;
};

const exitCodes = '0 success, 1 a problem, 2 wrong usage.';

/** A sub-command with `--help`; the types of its options are inferred. */
export function defineCommand<const T extends OptionSpecs>(parts: CommandParts<T>): Command {
  return {
    exitCodes,
    ...parts,
    repeats: 'last',
    common: { title: 'Common options', options: { help: helpOption } },
    run: (args, options, io) => parts.run(args, options as OptionValues<T>, io),
  };
}
