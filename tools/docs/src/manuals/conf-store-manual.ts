import {
  commandTable,
  commonOptions,
  overview,
  type CommandDefinition,
} from '@hare/confstore/commands';
import type { CommandManual, Manual } from '../manual.js';
import { optionOfCommander } from './commander-option.js';

/** The manual of `confstore`. */
export async function confStoreManual(): Promise<Manual> {
  return {
    bin: 'confstore',
    section: 1,
    summary: overview.summary,
    usage: [overview.usage],
    description: [],
    syntax: overview.notes.flatMap((note) => note.split('\n')),
    operands: [],
    options: [
      {
        title: 'Options',
        options: overview.options.map(({ flags, summary }) => ({ flags, about: summary })),
      },
    ],
    commands: await Promise.all(
      commandTable.map(async (entry) => commandManual(await entry.load(), entry.usage)),
    ),
    writes: [],
    examples: overview.examples.map((command) => ({ command })),
    exitCodes: overview.exitCodes,
  };
}

function commandManual(command: CommandDefinition, usage: string): CommandManual {
  const { name, summary, details = [], args, options, examples, takesUrl } = command;
  return {
    name,
    usage: ['confstore', ...(takesUrl ? ['URL'] : []), name, usage, '[options]']
      .filter((word) => word !== '')
      .join(' '),
    description: [`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`, ...details],
    operands: args.map((argument) => ({
      flags: argument.required ? argument.name.toUpperCase() : `[${argument.name.toUpperCase()}]`,
      about: argument.summary,
    })),
    options: [...options, ...(takesUrl ? commonOptions : [])].map((option) =>
      optionOfCommander({
        flags: option.flags,
        description: option.summary,
        ...(option.choices === undefined ? {} : { argChoices: [...option.choices] }),
      }),
    ),
    examples: examples.map((example) => ({ command: example })),
  };
}
