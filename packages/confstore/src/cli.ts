import type { CommandCall, CommandDefinition } from './cli/command.js';
import { commandTable } from './cli/command-table.js';
import { helpText } from './cli/help-text.js';
import { listenForInterruption } from './cli/listen-for-interruption.js';
import { makeProgram } from './cli/make-program.js';
import { parseInvocation } from './cli/parse-invocation.js';
import { unknownCommand } from './cli/unknown-command.js';
import { HareError, isHareError, escapeText } from '@hare/base';
import { ownVersion } from './own-version.js';
import { usageError } from '@hare/cli';
import { drained, endProcess, lostOutput, write } from '@hare/cli/streams';

/** Runs the `confstore` command and answers its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const invocation = parseInvocation(argv, commandTable);
  if (invocation.kind === 'version') {
    print(`${await ownVersion()}\n`);
    return 0;
  }
  if (invocation.kind === 'help') {
    if (argv.length === 0)
      throw usageError('no URL and no command is given', 'confstore --help explains them');
    print(helpText());
    return 0;
  }
  const { url, command: name, rest } = invocation;
  const definition = await commandTable.find((entry) => entry.name === name)?.load();
  if (definition === undefined) throw unknownCommand(url, name, commandTable);
  return run(definition, url, invocation.delimiter, rest);
}

async function run(
  definition: CommandDefinition,
  url: string | undefined,
  delimiter: string | undefined,
  rest: readonly string[],
): Promise<number> {
  const program = makeProgram(definition);
  program.parse([...(definition.prepare?.(rest) ?? rest)], { from: 'user' });
  if (url === undefined && definition.takesUrl)
    throw usageError(
      `${definition.name} needs a URL before it`,
      `confstore URL ${definition.name} …`,
    );
  if (url !== undefined && !definition.takesUrl)
    throw usageError(`${definition.name} takes no URL`, `confstore ${definition.name} …`);
  const options = program.opts<Record<string, string | boolean | undefined>>();
  const chosen =
    typeof options['delimiter'] === 'string' ? options['delimiter'] : (delimiter ?? '>');
  const interruption =
    definition.changes === true ? listenForInterruption('what was begun is ended') : undefined;
  const call: CommandCall = {
    url: url ?? '',
    args: program.processedArgs.map((argument: unknown) =>
      typeof argument === 'string' ? argument : undefined,
    ),
    words: program.processedArgs.flatMap((argument: unknown) =>
      Array.isArray(argument) ? argument.map(String) : [],
    ),
    options,
    delimiter: chosen,
    open: async (openOptions = {}, other = url ?? '') =>
      (await import('./open-conf-store.js')).openConfStore(other, {
        delimiter: chosen,
        ...openOptions,
      }),
    print,
    printed: drained,
    interrupted: interruption?.signal ?? new AbortController().signal,
  };
  try {
    const exitCode = await definition.run(call);
    const interrupted = interruption?.exitCode();
    // A lock that was waited for may still be: nothing else keeps the process.
    if (interrupted !== undefined) await endProcess(interrupted);
    if (interrupted !== undefined || definition.failureExit === undefined)
      return interrupted ?? exitCode;
    return (await lostOutput()) === undefined ? exitCode : definition.failureExit;
  } catch (error) {
    if (definition.failureExit === undefined || !isHareError(error)) throw error;
    const { code, message, where, hint, problems } = error;
    throw new HareError(code, message, {
      where,
      hint,
      problems,
      cause: error,
      exitCode: definition.failureExit,
    });
  } finally {
    interruption?.stop();
  }
}

/** Values are data: a pipe or file gets them as they are, a terminal gets them escaped. */
function print(text: string): void {
  write(process.stdout, process.stdout.isTTY ? escapeText(text) : text);
}
