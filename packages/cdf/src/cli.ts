import { escapeText, nearestNames } from '@hare/base';
import { usageError } from '@hare/cli';
import { write } from '@hare/cli/streams';
import { commandTable } from './cli/command-table.js';
import type { CommandIo } from './cli/command.js';
import { helpText } from './cli/help-text.js';
import { makeProgram } from './cli/make-program.js';
import { ownVersion } from './own-version.js';

const terminal: CommandIo = {
  print: (text) => write(process.stdout, escapeText(text)),
  data: (text) => write(process.stdout, process.stdout.isTTY ? escapeText(text) : text),
  warn: (text) => write(process.stderr, escapeText(text)),
};

/** Runs the `hare-cdf` command and answers its exit code. */
export async function main(argv: readonly string[], io: CommandIo = terminal): Promise<number> {
  const [first, ...rest] = argv;
  if (first === undefined) throw usageError('no command is given', 'hare-cdf --help explains them');
  if (first === '--version') {
    io.print(`${await ownVersion()}\n`);
    return 0;
  }
  if (first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) {
    io.print(helpText());
    return 0;
  }
  const [name, words] = first === 'help' ? [rest[0] ?? '', ['--help']] : [first, rest];
  const definition = await commandTable.find((entry) => entry.name === name)?.load();
  if (definition === undefined) {
    const [near] = nearestNames(
      name,
      commandTable.map((entry) => entry.name),
    );
    throw usageError(
      `there is no ${name.startsWith('-') ? 'option' : 'command'} ${name}`,
      near === undefined ? 'hare-cdf --help lists the commands' : `did you mean hare-cdf ${near}?`,
    );
  }
  const program = makeProgram(definition, io);
  program.parse([...words], { from: 'user' });
  return definition.run(program.args, program.opts(), io);
}
