import { expect, test } from 'vitest';
import type { CommandSpec } from './command-spec.js';
import { findCommand, type FoundCommand } from './find-command.js';
import { helpOption, versionOption } from './option-spec.js';

const rest = { summary: '', description: '', examples: [], exitCodes: '' };
const show: CommandSpec = { ...rest, name: 'show', options: {} };
const program = {
  ...rest,
  name: 'hare',
  options: {
    output: { flag: '--output', aliases: ['-o'], value: 'FILE', description: '' },
    json: { flag: '--json', description: '' },
    version: versionOption,
    help: helpOption,
  },
  commands: [
    {
      title: 'Commands',
      entries: [{ name: 'show', summary: '', load: () => Promise.resolve(show) }],
    },
  ],
} as const;
const find = (...argv: readonly string[]): Promise<FoundCommand<CommandSpec>> =>
  findCommand(program, argv);

test.each([
  [
    ['show', 'a', '--json'],
    ['a', '--json'],
  ],
  [
    ['--json', 'show', 'a'],
    ['--json', 'a'],
  ],
  [
    ['-o', 'show', 'show'],
    ['-o', 'show'],
  ],
  [['show', '--help'], ['--help']],
  [['help', 'show'], ['--help']],
])('%j is a call of show', async (words, argv) => {
  expect(await find(...words)).toEqual({ command: show, argv });
});

test.each([[['--help', 'show']], [['--version']], [['help']]])(
  '%j is for the program',
  async (words) => {
    expect((await find(...words)).command).toBeUndefined();
  },
);

test('a program that takes operands is meant by what is no command', async () => {
  const both = { ...program, operands: [{ name: 'FILE' }] };
  expect(await findCommand(both, ['a', '--json'])).toEqual({
    command: undefined,
    argv: ['a', '--json'],
  });
});

test.each([
  [[], 'missing command', 'to see all commands: hare --help'],
  [['shwo'], 'unknown command "shwo"', 'did you mean show?'],
  [['--jsn'], 'unknown option --jsn', 'did you mean --json?'],
  [['help', 'x'], 'unknown command "x"', 'use one of show; to see all commands: hare --help'],
])('%j is wrong usage', async (words, message, hint) => {
  await expect(find(...words)).rejects.toMatchObject({ exitCode: 2, message, hint });
});
