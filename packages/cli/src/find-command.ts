import { nearestHint } from '@hare/base';
import type { CommandEntry, CommandGroup, CommandSpec } from './command-spec.js';
import { askedFor, parseCommand } from './parse-command.js';
import { readWords } from './read-words.js';
import { usageError } from './usage-error.js';

/** A program whose commands are of a type that can be run. */
export interface Program<C extends CommandSpec> extends CommandSpec {
  readonly commands: readonly CommandGroup<C>[];
}

export interface FoundCommand<C> {
  /** Undefined: the call is for the program itself. */
  readonly command: C | undefined;
  /** What is left for the command. */
  readonly argv: readonly string[];
}

/**
 * Which command of a program a call means: its first word that is not an option; `help CMD` is `CMD
 * --help`.
 * @throws HareError `USAGE` for an unknown command or none, unless the program takes operands too
 */
export async function findCommand<C extends CommandSpec>(
  program: Program<C>,
  argv: readonly string[],
): Promise<FoundCommand<C>> {
  if (argv[0] === 'help') return findCommand(program, [...argv.slice(1), '--help']);
  const first = readWords(program, argv).find(({ kind }) => kind === 'operand');
  const before = argv.slice(0, first?.at);
  if (askedFor(program, before) !== undefined) return { command: undefined, argv: before };
  const entries = program.commands.flatMap(({ entries: each }): readonly CommandEntry<C>[] => each);
  const entry = entries.find(({ name }) => first?.kind === 'operand' && name === first.text);
  if (entry !== undefined)
    return { command: await entry.load(), argv: argv.filter((_word, at) => at !== first?.at) };
  if (program.operands !== undefined) return { command: undefined, argv };
  parseCommand({ ...program, operands: [] }, before);
  if (first?.kind !== 'operand')
    throw usageError('missing command', `to see all commands: ${program.name} --help`);
  const names = entries.map(({ name }) => name);
  throw usageError(
    `unknown command ${JSON.stringify(first.text)}`,
    nearestHint(
      first.text,
      names,
      `use one of ${names.join(', ')}; to see all commands: ${program.name} --help`,
    ),
  );
}
