import { codedError, escapeText, formatError, maskText } from '@hare/base';

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
