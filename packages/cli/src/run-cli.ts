import type { CommanderError } from 'commander';
import { escapeText, formatError, maskText, codedError } from '@hare/base';
import { keepStreams, printedExitCode, write } from './streams.js';

/**
 * Runs the body of a bin that prints, and sets the exit code: what `main` answers, 2 for wrong
 * usage, 1 for an expected failure and for output that cannot be written. Anything else is a bug:
 * it is printed with its stack, exit 1. A reader that goes away (`| head`) is no error.
 */
export async function runCli(
  name: string,
  main: (argv: readonly string[]) => Promise<number>,
): Promise<void> {
  keepStreams();
  try {
    process.exitCode = await printedExitCode(name, await main(process.argv.slice(2)));
  } catch (error) {
    const help = isCommanderError(error) && error.exitCode === 0;
    process.exitCode = help
      ? await printedExitCode(name, 0)
      : reportFailure(name, error, (text) => write(process.stderr, text));
  }
}

/** Prints why a command failed and answers its exit code. */
export function reportFailure(name: string, error: unknown, print: (text: string) => void): number {
  if (isCommanderError(error)) {
    if (error.exitCode === 0) return 0;
    print(
      `${name}: ${escapeText(maskText(error.message.replace(/^error: /, '')))}\n  hint: see ${name} --help\n`,
    );
    return 2;
  }
  const coded = codedError(error);
  if (coded !== undefined) {
    print(`${name}: ${maskText(formatError(coded))}\n`);
    return coded.exitCode;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  print(`${name}: this is a defect of ${name}, please report it: ${escapeText(maskText(stack))}\n`);
  return 1;
}

/** By its name, so that a bin which makes no program does not load commander. */
function isCommanderError(error: unknown): error is CommanderError {
  return error instanceof Error && error.name === 'CommanderError';
}
