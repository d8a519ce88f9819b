import { Command, Option } from 'commander';
import type { CommandDefinition, CommandIo } from './command.js';

/** The parser of a command, with its help. Errors are thrown. */
export function makeProgram(definition: CommandDefinition, io: CommandIo): Command {
  const program = new Command(`hare-cdf ${definition.name}`);
  program
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.print(text), writeErr: () => undefined })
    .configureHelp({ helpWidth: 100 })
    .showSuggestionAfterError(true)
    .helpOption('-h, --help', 'print this help')
    .description(definition.description.join('\n\n'))
    .addHelpText(
      'after',
      `\nExamples:\n${definition.examples.map((example) => `  ${example}`).join('\n')}`,
    );
  for (const { name, summary } of definition.args) program.argument(name, summary);
  for (const { flags, summary, choices } of definition.options) {
    const option = new Option(flags, summary);
    program.addOption(choices === undefined ? option : option.choices([...choices]));
  }
  return program;
}
