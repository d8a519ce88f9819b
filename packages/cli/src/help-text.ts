import { type CommandSpec, exampleLine, operandText, usageLines } from './command-spec.js';
import { type OptionSpecs, optionLabel, optionText } from './option-spec.js';
import { terminalColumns } from './output/terminal-columns.js';
import { wrap } from './wrap.js';

type Row = readonly [label: string, text: string];

/**
 * The help of a command or program, made from its table alone. `program` is what a person types:
 * `hare_setup config`. Lines are as wide as `columns`; what would no longer work when pasted, an
 * example, and a word that is longer are not broken.
 */
export function helpText(spec: CommandSpec, program: string, columns: number): string {
  const { commands = [], operands = [], common, notes = [] } = spec;
  const lists: readonly (readonly [title: string, rows: readonly Row[]])[] = [
    ['Arguments', operands.map((operand) => [operandText(operand), operand.description ?? ''])],
    ...commands.map(({ title, entries }): readonly [string, readonly Row[]] => [
      title,
      entries.map(({ name, usage = '', summary }) => [`${name} ${usage}`.trim(), summary]),
    ]),
    ['Options', optionList(spec.options)],
    [common?.title ?? '', optionList(common?.options ?? {})],
  ];
  const described = lists.filter(([, rows]) => rows.some(([, text]) => text !== ''));
  const longest = Math.max(
    0,
    ...described.flatMap(([, rows]) => rows.map(([{ length }]) => length)),
  );
  const column = Math.min(34, longest + 4, columns < 60 ? 12 : Math.floor(columns * 0.4));
  return [
    ...usageLines(spec, program).flatMap((line, at) =>
      wrap(`${at === 0 ? 'Usage:' : '      '} ${line}`, columns, 9),
    ),
    '',
    ...paragraphs([spec.description], columns),
    ...(notes.length === 0 ? [] : [...notes.flatMap((note) => wrap(note, columns, 4)), '']),
    ...described.flatMap(([title, rows]) => [
      `${title}:`,
      ...rows.flatMap((row) => twoColumns(row, column, columns)),
      '',
    ]),
    'Examples:',
    ...spec.examples.flatMap((example) => [
      ...(example.does === undefined ? [] : wrap(`  # ${example.does}`, columns, 4)),
      `  ${exampleLine(example, program)}`,
    ]),
    '',
    ...wrap(`Exit codes: ${spec.exitCodes}`, columns, 2),
    '',
  ].join('\n');
}

/** How wide help is: as the terminal, from 40 to 100 columns; 100 where there is none. */
export function helpColumns(output: Partial<NodeJS.WriteStream>): number {
  const columns = terminalColumns(output);
  return columns === 0 ? 100 : Math.min(100, Math.max(40, columns));
}

function optionList(options: OptionSpecs): readonly Row[] {
  return Object.values(options).map((option) => [optionLabel(option), optionText(option)]);
}

function twoColumns([label, text]: Row, column: number, columns: number): readonly string[] {
  const head = `  ${label}`;
  const pad = ' '.repeat(column);
  const lines = wrap(text, columns - column, 0);
  if (head.length + 2 > column) return [head, ...lines.map((line) => `${pad}${line}`)];
  return lines.map((line, at) => `${at === 0 ? head.padEnd(column) : pad}${line}`.trimEnd());
}

function paragraphs(texts: readonly string[], columns: number): readonly string[] {
  return texts.flatMap((text) => [
    ...text.split('\n').flatMap((paragraph) => wrap(paragraph, columns, 0)),
    '',
  ]);
}
