import { shellWord, type OptionSpec, type OptionRow } from '@hare/cli';
import { optionTable, type StageDescription } from './option-table.js';

const width = 100;

/**
 * The help of a stage, made from its description alone: usage, options, examples, exit codes.
 * `program` is what a person types: `hare_setup config`.
 */
export function helpText(stage: StageDescription, program: string): string {
  const rows = optionTable(stage);
  const own = rows.filter(({ group }) => group === 'stage');
  const column = Math.min(34, Math.max(...rows.map(({ spec }) => label(spec).length)) + 4);
  const section = (title: string, part: readonly OptionRow[]): readonly string[] =>
    part.length === 0
      ? []
      : [`${title}:`, ...part.flatMap(({ spec }) => optionLines(spec, column)), ''];
  return [
    `Usage: ${[program, ...operandText(stage), '[options]'].join(' ')}`,
    '',
    ...wrap(stage.description, width),
    '',
    ...section('Options', own),
    ...section(
      stage.commonOptions === undefined ? 'Options of every stage' : 'Common options',
      rows.filter(({ group }) => group === 'common'),
    ),
    'Examples:',
    ...stage.examples.flatMap(({ args, does }) => [
      `  # ${does}`,
      `  ${[program, ...args.map(shellWord)].join(' ')}`,
    ]),
    '',
    'Exit codes: 0 success, 1 the stage found or met a problem, 2 wrong usage, 129/130/143 interrupted.',
    '',
  ].join('\n');
}

function operandText({ operand, operands = [], options }: StageDescription): readonly string[] {
  if (operands.length > 0) return operands.map((name) => `[${options[name]?.value ?? name}]`);
  if (operand === undefined) return [];
  const name = operand.choices?.join('|') ?? operand.name;
  return [operand.optional === true ? `[${name}]` : name];
}

function label({ flag, aliases = [], value, optionalValue, yesOrNo }: OptionSpec): string {
  const short = aliases.filter((alias) => !alias.startsWith('--'));
  const names = [...short, flag, ...aliases.filter((alias) => alias.startsWith('--'))].join(', ');
  if (yesOrNo === true) return `${names} [yes|no]`;
  if (value === undefined) return names;
  return optionalValue === true ? `${names}[=${value}]` : `${names} ${value}`;
}

function optionLines(spec: OptionSpec, column: number): readonly string[] {
  const facts = [
    ...(spec.choices === undefined ? [] : [`one of: ${spec.choices.join(', ')}`]),
    ...(spec.default === undefined ? [] : [`default: ${spec.default}`]),
  ];
  const [first = '', ...rest] = wrap(
    facts.length === 0 ? spec.description : `${spec.description} (${facts.join('; ')})`,
    width - column,
  );
  const head = `  ${label(spec)}`;
  const pad = ' '.repeat(column);
  const lines =
    head.length + 2 > column ? [head, `${pad}${first}`] : [`${head.padEnd(column)}${first}`];
  return [...lines, ...rest.map((line) => `${pad}${line}`)];
}

/** Breaks text into lines at blanks; paragraphs stay apart. */
function wrap(text: string, columns: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines = [''];
    for (const word of paragraph.split(' ')) {
      const last = lines.at(-1) ?? '';
      if (last !== '' && last.length + 1 + word.length > columns) lines.push(word);
      else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    }
    return lines;
  });
}
