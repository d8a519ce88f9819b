import type { Argument, Option } from 'commander';
import type { ManualOption } from '../manual.js';

/**
 * Placeholders in capitals, as all our help has them: `-o, --output <file>` → `-o, --output FILE`.
 */
export function typedFlags(flags: string): string {
  return flags.replaceAll(/[<[]([^\]>]+)[\]>]/g, (_, name: string) => name.toUpperCase());
}

/** An option of commander's as data. */
export function optionOfCommander({
  flags,
  description,
  argChoices,
  defaultValue,
}: Pick<Option, 'flags' | 'description'> & Partial<Option>): ManualOption {
  const facts = [
    ...(argChoices === undefined ? [] : [`one of: ${argChoices.join(', ')}`]),
    ...(typeof defaultValue === 'string' ? [`default: ${defaultValue}`] : []),
  ];
  return {
    flags: typedFlags(flags),
    about: facts.length === 0 ? description : `${description} (${facts.join('; ')})`,
  };
}

export function operandOfCommander(argument: Argument): ManualOption {
  return {
    flags: argument.required ? argument.name().toUpperCase() : `[${argument.name().toUpperCase()}]`,
    about: argument.description,
  };
}
