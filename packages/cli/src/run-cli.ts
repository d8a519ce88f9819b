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
    const { reportFailure } = await import('./report-failure.js');
    process.exitCode = reportFailure(name, error, (text) => writeFitted(process.stderr, text));
  }
}
