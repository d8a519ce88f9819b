import { type HareError, nearestHint, versionOf } from '@hare/base';
import { helpColumns, helpText, usageError } from '@hare/cli';
import { commandTable } from './cli/command-table.js';
import { parseInvocation } from './cli/parse-invocation.js';
import { program } from './cli/program.js';
import { print, runCommand } from './cli/run-command.js';

/** Runs the `confstore` command and returns its exit code. */
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

/** The error for a call whose command is missing or unknown, with suggestions. */
function unknownCommand(
  url: string | undefined,
  name: string | undefined,
  commands: readonly { readonly name: string }[],
): HareError {
  const names = commands.map((command) => command.name);
  const all = `use one of ${names.join(', ')}; to see all commands: confstore --help`;
  if (name === undefined) {
    const isCommand = url !== undefined && names.includes(url);
    return isCommand
      ? usageError(`${url} needs a URL before the command`, `add it: confstore URL ${url} …`)
      : usageError(`missing command after ${url ?? 'the URL'}`, all);
  }
  if (url !== undefined && names.includes(url))
    return usageError(`the URL must come before the command`, `confstore ${name} ${url} …`);
  return usageError(`unknown command ${JSON.stringify(name)}`, nearestHint(name, names, all));
}
