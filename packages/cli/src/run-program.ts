import { escapeText } from '@hare/base';
import { callCommand, type CallOptions } from './call-command.js';
import type { CommandSpec } from './command-spec.js';
import type { CommandIo, PrintingCommand } from './define-command.js';
import { findCommand, type Program } from './find-command.js';
import { terminalColumns } from './output/terminal-columns.js';
import { write, writeFitted } from './streams.js';

/** The process' own streams. */
const terminal: CommandIo = {
  get columns() {
    return terminalColumns(process.stdout);
  },
  print: (text) => write(process.stdout, escapeText(text)),
  report: (text, further) => writeFitted(process.stdout, escapeText(text), further),
  data: (text) => write(process.stdout, process.stdout.isTTY ? escapeText(text) : text),
  warn: (text) => writeFitted(process.stderr, escapeText(text)),
};

/**
 * Runs a command of a program that prints, or the program itself if no command is named. Returns
 * the exit code.
 */
export async function runProgram(
  program: Program<PrintingCommand> & Partial<PrintingCommand>,
  words: readonly string[],
  version: () => Promise<string>,
  io: CommandIo = terminal,
): Promise<number> {
  const { command, argv } = await findCommand<PrintingCommand>(program, words);
  const name = command === undefined ? program.name : `${program.name} ${command.name}`;
  return runPrinting(command ?? program, argv, { program: name, version, io });
}

/** Runs a command that prints by its own words; `program` is what a person types before them. */
export async function runPrinting(
  command: CommandSpec & Partial<PrintingCommand>,
  argv: readonly string[],
  {
    io = terminal,
    ...options
  }: Omit<CallOptions, 'print'> & { readonly io?: CommandIo | undefined },
): Promise<number> {
  const call = await callCommand(command, argv, { ...options, print: (text) => io.print(text) });
  if (call === undefined || command.run === undefined) return 0;
  const given = Object.entries(call.own).filter(([, value]) => value !== undefined);
  return command.run(call.operands, Object.fromEntries(given), io);
}
