import { codedError, escapeText, formatError, maskText } from '@hare/base';
import { printedExitCode, writeFitted } from './streams.js';

/**
 * Runs the body of a bin that prints, and sets the exit code: what `main` returns, 2 for wrong
 * usage, 1 for an expected failure and for output that cannot be written. Anything else is a bug:
 * it is printed with its stack, exit 1. A reader that closes the pipe (`| head`) is not an error.
 */
export async function runCli(
  name: string,
  main: (argv: readonly string[]) => Promise<number>,
): Promise<void> {
  try {
    process.exitCode = await printedExitCode(name, await main(process.argv.slice(2)));
  } catch (error) {
    process.exitCode = reportFailure(name, error, (text) => writeFitted(process.stderr, text));
  }
}

/** Prints why a command failed and returns its exit code. */
export function reportFailure(name: string, error: unknown, print: (text: string) => void): number {
  const coded = codedError(error);
  if (coded !== undefined) {
    print(`${name}: ${maskText(formatError(coded))}\n`);
    return coded.exitCode;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  print(`${name}: defect in ${name}, please report it: ${escapeText(maskText(stack))}\n`);
  return 1;
}
