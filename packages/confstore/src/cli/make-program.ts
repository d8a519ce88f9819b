import { Argument, Command, Option } from 'commander';
import type { CommandDefinition } from './command.js';
import { commonOptions } from './common-options.js';

/** The parser of a command, with its help. Errors are thrown. */
export function makeProgram(definition: CommandDefinition): Command {
  const program = new Command(
    definition.takesUrl ? `confstore URL ${definition.name}` : `confstore ${definition.name}`,
  );
  program
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .configureHelp({ helpWidth: 100 })
    .showSuggestionAfterError(true)
    .helpOption('-h, --help', 'print this help')
    .description(
      [
        `${definition.summary.charAt(0).toUpperCase()}${definition.summary.slice(1)}.`,
        ...(definition.details ?? []),
      ].join('\n\n'),
    )
    .addHelpText(
      'after',
      `\nExamples:\n${definition.examples.map((example) => `  ${example}`).join('\n')}`,
    );
  for (const { name, summary, required } of definition.args)
    program.addArgument(new Argument(required ? `<${name}>` : `[${name}]`, summary));
  for (const { flags, summary, choices } of definition.options) {
    const option = new Option(flags, summary);
    program.addOption(choices === undefined ? option : option.choices([...choices]));
  }
  if (definition.takesUrl)
    for (const { flags, summary } of commonOptions) program.addOption(new Option(flags, summary));
  return program;
}
