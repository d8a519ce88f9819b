import { examples, exitCodes, makeProgram } from '@hare/cfgen/commands';
import type { Command } from 'commander';
import type { CommandManual, Manual } from '../manual.js';
import { operandOfCommander, optionOfCommander, typedFlags } from './commander-option.js';

/** The manual of `hare-cfgen`, read off its parser. */
export function cfgenManual(): Manual {
  const program = makeProgram(
    '',
    { print: () => undefined, data: () => undefined, note: () => undefined },
    () => undefined,
  );
  return {
    bin: 'hare-cfgen',
    section: 1,
    summary: `${program.summary()}.`,
    usage: ['hare-cfgen [options] CDF', ...program.commands.map((command) => usageOf(command))],
    description: [program.description()],
    syntax: [],
    operands: program.registeredArguments.map(operandOfCommander),
    options: [{ title: 'Options', options: optionsOf(program) }],
    commands: program.commands.map(commandManual),
    writes: [],
    examples,
    exitCodes,
  };
}

function commandManual(command: Command): CommandManual {
  const text = command.description();
  return {
    name: command.name(),
    usage: usageOf(command),
    description: [`${text.charAt(0).toUpperCase()}${text.slice(1)}.`],
    operands: [],
    options: optionsOf(command),
    examples: [],
  };
}

function usageOf(command: Command): string {
  return `hare-cfgen ${command.name()} ${typedFlags(command.usage().replace('[options]', '{options}')).replace('{options}', '[options]')}`;
}

function optionsOf(command: Command): Manual['operands'] {
  return [
    ...command.options.map(optionOfCommander),
    { flags: '-h, --help', about: 'print this help' },
  ];
}
