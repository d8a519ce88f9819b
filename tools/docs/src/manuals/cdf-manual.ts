import { commandTable, overview, type CommandDefinition } from '@hare/cdf/commands';
import type { CommandManual, Manual } from '../manual.js';
import { optionOfCommander, typedFlags } from './commander-option.js';

/** The manual of `hare-cdf`. */
export async function cdfManual(): Promise<Manual> {
  return {
    bin: 'hare-cdf',
    section: 1,
    summary: overview.summary,
    usage: [overview.usage],
    description: overview.notes,
    syntax: [],
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

function commandManual(
  { name, args, description, options, examples }: CommandDefinition,
  usage: string,
): CommandManual {
  return {
    name,
    usage: ['hare-cdf', name, usage, '[options]'].filter((word) => word !== '').join(' '),
    description,
    operands: args.map((argument) => ({
      flags: argument.name.startsWith('[')
        ? `[${typedFlags(argument.name)}]`
        : typedFlags(argument.name),
      about: argument.summary,
    })),
    options: options.map(({ flags, summary, choices }) =>
      optionOfCommander({
        flags,
        description: summary,
        ...(choices === undefined ? {} : { argChoices: [...choices] }),
      }),
    ),
    examples: examples.map((command) => ({ command })),
  };
}
