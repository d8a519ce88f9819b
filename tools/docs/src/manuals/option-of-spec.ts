import type { OptionSpec } from '@hare/cli';
import type { ManualOption } from '../manual.js';

/** An option of a stage or command as it is typed, with its choices and its default. */
export function optionOfSpec(spec: OptionSpec): ManualOption {
  const { flag, aliases = [], value, optionalValue, choices, description } = spec;
  const names = [
    ...aliases.filter((alias) => !alias.startsWith('--')),
    flag,
    ...aliases.filter((alias) => alias.startsWith('--')),
  ].join(', ');
  const facts = [
    ...(choices === undefined || choices.join('|') === value
      ? []
      : [`one of: ${choices.join(', ')}`]),
    ...(spec.default === undefined ? [] : [`default: ${spec.default}`]),
  ];
  return {
    flags:
      value === undefined
        ? names
        : optionalValue === true
          ? `${names}[=${value}]`
          : `${names} ${value}`,
    about: facts.length === 0 ? description : `${description} (${facts.join('; ')})`,
  };
}
