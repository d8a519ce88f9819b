import type { CommandSpec } from './command-spec.js';
import { helpOption, type OptionSpecs, type OptionValues } from './option-spec.js';
import type { ParsedOptions } from './parse-command.js';

/** Where a command prints. All of it is escaped but data that does not go to a terminal. */
export interface CommandIo {
  /** The width of the terminal that a report goes to; 0 if none, or unknown. */
  readonly columns: number;
  /** JSON, or what is laid out already. */
  print(text: string): void;
  /** A result for people: lines longer than the terminal go on below, `further` in (default: 2). */
  report(text: string, further?: number): void;
  /** A result that is a file: a pipe gets it as it is. */
  data(text: string): void;
  /** Everything else: warnings, progress. */
  warn(text: string): void;
}

/** A command that prints: its table, and what it does. */
export interface PrintingCommand extends CommandSpec {
  /** Receives the options that were given or have a default; returns the exit code. */
  run(args: readonly string[], options: ParsedOptions, io: CommandIo): Promise<number>;
}

type CommandParts<T extends OptionSpecs> = Omit<
  PrintingCommand,
  'exitCodes' | 'options' | 'run'
> & {
  readonly exitCodes?: string;
  readonly options: T;
  run(args: readonly string[], options: OptionValues<T>, io: CommandIo): Promise<number>;
};

/** A command with `--help`; the types of its options are inferred. */
export function defineCommand<const T extends OptionSpecs>(
  parts: CommandParts<T>,
): PrintingCommand {
  return {
    exitCodes: '0 success, 1 a problem, 2 wrong usage.',
    repeats: 'last',
    common: { title: 'Common options', options: { help: helpOption } },
    ...parts,
    run: (args, options, io) => parts.run(args, options as OptionValues<T>, io),
  };
}
