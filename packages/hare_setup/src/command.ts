import { outputFormat } from '@hare/cli/output';
import {
  callCommand,
  type CommandSpec,
  type OptionSpec,
  type OptionValues,
  type ParsedOptions,
} from '@hare/cli';
import { printedExitCode } from '@hare/cli/streams';
import { type CommonOptionName, commonOptions, stageExitCodes } from '@hare/stage';

/** A sub-command that is not a stage. */
export interface Command extends CommandSpec {
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

type CommandParts<T extends Options> = Omit<CommandSpec, 'common' | 'exitCodes' | 'options'> & {
  readonly runsStages?: true;
  readonly options: T;
  /** Which of the options of every stage it has; absent: all. */
  readonly commonOptions?: readonly CommonOptionName[];
  run(call: CommandCall<OptionValues<T>>): Promise<number>;
};

const format = {
  flag: '--format',
  value: 'FORMAT',
  choices: ['text', 'json'],
  description: 'json is the same as --json',
} as const satisfies OptionSpec;

/** A command; one that prints one object and no stream has a `--format` without jsonl. */
export function defineCommand<const T extends Options>({
  commonOptions: names,
  ...parts
}: CommandParts<T>): Command {
  const isObject = names?.includes('json') === true && !names.includes('format');
  return {
    ...parts,
    options: isObject ? { ...parts.options, format } : parts.options,
    common: {
      title: names === undefined ? 'Options of every stage' : 'Common options',
      options: names === undefined ? commonOptions : chosen(names),
    },
    exitCodes: stageExitCodes,
    run: (call) => parts.run(call as CommandCall<OptionValues<T>>),
  };
}

function chosen(names: readonly CommonOptionName[]): Options {
  return Object.fromEntries(names.map((name) => [name, commonOptions[name]]));
}

/** Reads a command line, answers `--help`, runs the command. @throws HareError `USAGE` */
export async function runCommand(
  command: Command,
  argv: readonly string[],
  version: () => Promise<string>,
): Promise<number> {
  const program = `hare_setup ${command.name}`;
  const call = await callCommand(command, argv, { program, version });
  if (call === undefined) return printedExitCode(program, 0);
  const { own, common, operands } = call;
  const exitCode = await command.run({
    own,
    common,
    operand: operands[0],
    json:
      outputFormat({ json: common['json'], format: own['format'] ?? common['format'] }) === 'json',
    argv,
  });
  return command.runsStages === true ? exitCode : printedExitCode(program, exitCode);
}
