import { nearestHint } from '@hare/base';
import { type CommandSpec, type OptionRow, optionRows } from './command-spec.js';
import { commandText } from './command-text.js';
import type { OptionSpec } from './option-spec.js';
import { optionsByFlag, readWords, type Word } from './read-words.js';
import { usageError } from './usage-error.js';
import { readYesOrNo } from './yes-or-no.js';

/** What was given, and defaults, by the options' names. */
export type ParsedOptions = Readonly<Record<string, string | boolean | undefined>>;

export interface ParsedCommand {
  readonly own: ParsedOptions;
  readonly common: ParsedOptions;
  readonly operands: readonly string[];
}

/** What a command line asks for instead of the command: help wins. */
export function askedFor(
  spec: CommandSpec,
  argv: readonly string[],
): 'help' | 'version' | undefined {
  const flags = readWords(spec, argv).flatMap((word) =>
    word.kind === 'option' && word.row?.spec.value === undefined ? [word.row?.spec.flag] : [],
  );
  if (flags.includes('--help')) return 'help';
  return flags.includes('--version') ? 'version' : undefined;
}

/**
 * Reads a command line by the command's table; `program` is what a person types before it.
 * @throws HareError `USAGE` (exit 2): unknown flag, with the nearest one; missing, superfluous or
 *   wrong value or operand; two different values
 */
export function parseCommand(
  spec: CommandSpec,
  argv: readonly string[],
  program = spec.name,
): ParsedCommand {
  const flags = [...optionsByFlag(spec).keys()];
  const given = new Map<OptionSpec, string | boolean>();
  const operands: string[] = [];
  for (const word of readWords(spec, argv)) {
    if (word.kind === 'operand') {
      operands.push(checkedOperand(spec, operands.length, word.text));
      continue;
    }
    const { flag, row } = word;
    if (row === undefined) throw usageError(`unknown option ${flag}`, nearestHint(flag, flags));
    const value = readValue(word, row);
    const earlier = given.get(row.spec);
    const isRefused = row.spec.repeatable !== true && spec.repeats !== 'last';
    if (earlier !== undefined && earlier !== value && isRefused)
      throw usageError(
        `${flag} occurs twice, with ${JSON.stringify(earlier)} and ${JSON.stringify(value)}`,
        'use it only once',
      );
    given.set(
      row.spec,
      row.spec.repeatable === true && earlier !== undefined
        ? `${String(earlier)},${String(value)}`
        : value,
    );
  }
  const missing = (spec.operands ?? [])
    .slice(operands.length)
    .flatMap(({ name, optional }) => (optional === true ? [] : [name]));
  if (missing[0] !== undefined)
    throw usageError(
      `missing argument ${missing[0]}`,
      `add it: ${[commandText(program, argv), ...missing].join(' ')}`,
    );
  const valuesOf = (group: OptionRow['group']): ParsedOptions =>
    Object.fromEntries(
      optionRows(spec)
        .filter((row) => row.group === group)
        .map((row) => [row.name, given.get(row.spec) ?? unsetValue(row.spec)]),
    );
  return { own: valuesOf('own'), common: valuesOf('common'), operands };
}

function unsetValue(spec: OptionSpec): string | boolean | undefined {
  if (spec.default !== undefined) return spec.default;
  return spec.value === undefined || Boolean(spec.optionalValue) ? false : undefined;
}

/** @throws HareError `USAGE` for a word too many, or one that is none of the choices */
function checkedOperand({ operands = [] }: CommandSpec, at: number, text: string): string {
  const last = operands.at(-1);
  const operand = operands[at] ?? (last?.many === true ? last : undefined);
  if (operand === undefined)
    throw usageError(
      `unexpected argument ${JSON.stringify(text)}`,
      operands.length === 0
        ? 'remove it; only options are allowed here (see --help)'
        : 'see --help',
    );
  if (operand.choices?.includes(text) === false)
    throw usageError(
      `${operand.name} cannot be ${JSON.stringify(text)}`,
      `use one of: ${operand.choices.join(', ')}`,
    );
  return text;
}

/** @throws HareError `USAGE` for a value that is missing, superfluous or wrong */
function readValue(
  { flag, inline, next }: Extract<Word, { readonly kind: 'option' }>,
  { spec }: OptionRow,
): string | boolean {
  const { value: placeholder, choices, yesOrNo } = spec;
  const optionalValue = Boolean(spec.optionalValue);
  const value = inline ?? next;
  if (yesOrNo !== undefined) {
    const answer = value === undefined ? true : readYesOrNo(yesOrNo, value);
    if (answer === undefined)
      throw usageError(
        `${flag} cannot be ${JSON.stringify(value)}`,
        `write ${flag} alone, ${flag} true or ${flag} false`,
      );
    return answer;
  }
  if (placeholder === undefined && !optionalValue) {
    if (value === undefined) return true;
    throw usageError(`${flag} takes no value, got ${JSON.stringify(value)}`, `write ${flag}`);
  }
  if (optionalValue && value === undefined) return true;
  if (value === undefined || (value === '' && spec.verbatim !== true))
    throw usageError(
      `${flag} needs a value: ${choices?.join(', ') ?? placeholder ?? 'a value'}`,
      `write ${flag}${optionalValue ? '=' : ' '}${choices?.[0] ?? placeholder ?? 'VALUE'}`,
    );
  if (choices?.includes(value) === false)
    throw usageError(`${flag} cannot be ${JSON.stringify(value)}`, nearestHint(value, choices));
  return value;
}
