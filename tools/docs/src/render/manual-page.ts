import type { CommandManual, Manual, ManualExample, ManualOption } from '../manual.js';
import { block, cellCode, page, plain, table } from './markdown.js';

/** A manual as a page of the docs. */
export function manualPage(manual: Manual): string {
  return page(manual.bin, [
    plain(manual.summary),
    block('', manual.usage),
    ...manual.description.map(plain),
    manual.syntax.length === 0 ? '' : block('', manual.syntax),
    optionTableOf('argument', manual.operands),
    ...manual.options.flatMap(({ title, options }) => [
      `## ${title}`,
      optionTableOf('option', options),
    ]),
    ...(manual.commands.length === 0
      ? []
      : [
          '## Commands',
          manual.commands
            .map(
              ({ name, description }) =>
                `- [${code(name)}](#${name}): ${plain(description[0] ?? '')}`,
            )
            .join('\n'),
        ]),
    ...manual.commands.flatMap(commandParts),
    '## Examples',
    exampleBlock(manual.examples),
    '## Exit codes',
    plain(manual.exitCodes),
  ]);
}

function commandParts(command: CommandManual): readonly string[] {
  return [
    `### ${command.name}`,
    block('', [command.usage]),
    ...command.description.map(plain),
    optionTableOf('argument', command.operands),
    optionTableOf('option', command.options),
    command.examples.length === 0 ? '' : exampleBlock(command.examples),
  ];
}

export function optionTableOf(
  head: 'argument' | 'option',
  options: readonly ManualOption[],
): string {
  return table(
    [head, ''],
    options.map(({ flags, about }) => [cellCode(flags), plain(about)]),
  );
}

export function exampleBlock(examples: readonly ManualExample[]): string {
  return block(
    'sh',
    examples.flatMap(({ command, does }) => [
      ...(does === undefined ? [] : [`# ${does}`]),
      command,
    ]),
  );
}

function code(text: string): string {
  return `\`${text}\``;
}
