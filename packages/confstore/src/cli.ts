import { versionOf } from '@hare/base';
import { helpColumns, helpText, usageError } from '@hare/cli';
import { commandTable } from './cli/command-table.js';
import { parseInvocation } from './cli/parse-invocation.js';
import { program } from './cli/program.js';
import { print, runCommand } from './cli/run-command.js';
import { unknownCommand } from './cli/unknown-command.js';

/** Runs the `confstore` command and answers its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const invocation = parseInvocation(argv, commandTable);
  if (invocation.kind === 'version') {
    print(`${await versionOf(import.meta.url)}\n`);
    return 0;
  }
  if (invocation.kind === 'help') {
    if (argv.length === 0)
      throw usageError('missing URL and command', 'to see all commands: confstore --help');
    print(helpText(program, 'confstore', helpColumns(process.stdout)));
    return 0;
  }
  const { url, command: name, rest } = invocation;
  const command = await commandTable.find((entry) => entry.name === name)?.load();
  if (command === undefined) throw unknownCommand(url, name, commandTable);
  return runCommand(command, url, invocation.delimiter, rest);
}
