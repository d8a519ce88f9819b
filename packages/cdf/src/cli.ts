import { escapeText } from '@hare/base';
import { callCommand, findCommand } from '@hare/cli';
import { write } from '@hare/cli/streams';
import type { CommandIo } from './cli/command.js';
import { program } from './cli/program.js';
import { ownVersion } from './own-version.js';

const terminal: CommandIo = {
  print: (text) => write(process.stdout, escapeText(text)),
  data: (text) => write(process.stdout, process.stdout.isTTY ? escapeText(text) : text),
  warn: (text) => write(process.stderr, escapeText(text)),
};

/** Runs the `hare-cdf` command and answers its exit code. */
export async function main(words: readonly string[], io: CommandIo = terminal): Promise<number> {
  const { command, argv } = await findCommand(program, words);
  const call = await callCommand(command ?? program, argv, {
    program: ['hare-cdf', ...(command === undefined ? [] : [command.name])].join(' '),
    version: ownVersion,
    print: (text) => io.print(text),
  });
  return command === undefined || call === undefined ? 0 : command.run(call.operands, call.own, io);
}
