import type { CommandSpec } from './command-spec.js';
import { askedFor, parseCommand, type ParsedCommand } from './parse-command.js';
import { write } from './streams.js';

export interface CallOptions {
  /** What a person types before the arguments: `hare_setup config`. */
  readonly program: string;
  readonly version: () => Promise<string>;
  /** Default: to stdout. */
  readonly print?: (text: string) => void;
}

/**
 * Reads a command line, or answers what it asks for instead of the command: undefined then. @throws
 * HareError `USAGE`
 */
export async function callCommand(
  spec: CommandSpec,
  argv: readonly string[],
  { program, version, print = (text): void => write(process.stdout, text) }: CallOptions,
): Promise<ParsedCommand | undefined> {
  const asked = askedFor(spec, argv);
  if (asked === undefined) return parseCommand(spec, argv, program);
  if (asked === 'version') print(`${await version()}\n`);
  else {
    const { helpColumns, helpText } = await import('./help-text.js');
    print(helpText(spec, program, helpColumns(process.stdout)));
  }
  return undefined;
}
