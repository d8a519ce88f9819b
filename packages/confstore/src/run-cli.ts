import { Command, CommanderError } from 'commander';
import { escapeText } from './escape.js';
import { formatError, HareError, isHareError } from './error.js';
import { maskText } from './secrets.js';

/** A commander program as all our bins have it: errors are thrown, help errors are short, unknown names get the nearest one as hint. */
export function createProgram(name: string, version: string): Command {
  const program = new Command(name);
  program
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError(true);
  return program;
}

/**
 * Runs the body of a bin and sets the exit code: what `main` answers, 2 for wrong usage, 1 for an expected failure.
 * Anything else is a bug: it is printed with its stack, exit 1. A reader that closes the pipe early (`| head`) is no error.
 */
export async function runCli(name: string, main: (argv: readonly string[]) => Promise<number>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.exitCode = reportFailure(name, error, (text) => process.stderr.write(text));
  }
}

/** Prints why a command failed and answers its exit code. */
export function reportFailure(name: string, error: unknown, print: (text: string) => void): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    print(`${name}: ${escapeText(maskText(error.message.replace(/^error: /, '')))}\n  hint: see ${name} --help\n`);
    return 2;
  }
  if (isHareError(error)) {
    print(`${name}: ${maskText(formatError(error))}\n`);
    return error.exitCode;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  print(`${name}: this is a defect of ${name}, please report it: ${escapeText(maskText(stack))}\n`);
  return 1;
}

/** Wrong usage of a command: exit code 2. */
export function usageError(what: string, hint?: string): HareError {
  return new HareError('USAGE', what, { hint, exitCode: 2 });
}
