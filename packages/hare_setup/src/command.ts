import { printedExitCode, write } from '@hare/cli/streams';
import { helpText, optionTable, outputFormat, type StageDescription } from '@hare/stage';
import {
  parseOptions,
  type OptionSpec,
  type OptionValues,
  type ParsedOptions,
  usageError,
} from '@hare/cli';

/**
 * A sub-command that is no stage, described with the same data: help, parsing and completion come
 * from one table.
 */
export interface Command extends StageDescription {
  /** It runs stages: what it prints only reports what they did. */
  readonly runsStages?: true;
  run(call: CommandCall): Promise<number>;
}

/** A command line that is read already. */
export interface CommandCall<O = ParsedOptions> {
  /** The command's own options. */
  readonly own: O;
  readonly common: ParsedOptions;
  readonly operand: string | undefined;
  /** `--json` or `--format json`. */
  readonly json: boolean;
  readonly argv: readonly string[];
}

type Options = Readonly<Record<string, OptionSpec>>;

type CommandParts<T extends Options> = Omit<StageDescription, 'changes' | 'options'> & {
  readonly runsStages?: true;
  readonly options: T;
  run(call: CommandCall<OptionValues<T>>): Promise<number>;
};

const format = {
  flag: '--format',
  value: 'FORMAT',
  choices: ['text', 'json'],
  description: 'json is the same as --json',
} as const satisfies OptionSpec;

/** A command; one that prints one object and no stream has a `--format` without jsonl. */
export function defineCommand<const T extends Options>(parts: CommandParts<T>): Command {
  const isObject =
    parts.commonOptions?.includes('json') === true && !parts.commonOptions.includes('format');
  return {
    changes: false,
    ...parts,
    options: isObject ? { ...parts.options, format } : parts.options,
    run: (call) => parts.run(call as CommandCall<OptionValues<T>>),
  };
}

/** Reads a command line, answers `--help`, runs the command. @throws HareError `USAGE` */
export async function runCommand(
  command: Command,
  argv: readonly string[],
  version: () => Promise<string>,
): Promise<number> {
  const program = `hare_setup ${command.name}`;
  if (argv.includes('-h') || argv.includes('--help')) {
    write(process.stdout, helpText(command, program));
    return printedExitCode(program, 0);
  }
  if (argv.includes('--version')) {
    write(process.stdout, `${await version()}\n`);
    return printedExitCode(program, 0);
  }
  const { operand: wanted } = command;
  const {
    stage: own,
    common,
    operands,
  } = parseOptions(optionTable(command), argv, wanted === undefined ? {} : { operands: 1 });
  const [operand] = operands;
  if (wanted !== undefined && operand === undefined && wanted.optional !== true)
    throw usageError(
      `no ${wanted.name} is named`,
      `hare_setup ${command.name} ${wanted.choices?.join('|') ?? wanted.name}`,
    );
  if (operand !== undefined && wanted?.choices?.includes(operand) === false)
    throw usageError(
      `there is no ${wanted.name} ${JSON.stringify(operand)}`,
      `one of: ${wanted.choices.join(', ')}`,
    );
  const exitCode = await command.run({
    own,
    common,
    operand,
    json:
      outputFormat({ json: common['json'], format: own['format'] ?? common['format'] }) === 'json',
    argv,
  });
  return command.runsStages === true ? exitCode : printedExitCode(program, exitCode);
}
