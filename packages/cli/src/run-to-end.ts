import { codedError, escapeText, formatError, maskText } from '@hare/base';
import { endProcess, writeFitted } from './streams.js';

/**
 * Runs the body of a bin to its end. What `run` loads should be loaded by it, so that a process
 * that may not even open enough files says so.
 */
export async function runToEnd(name: string, run: () => Promise<number>): Promise<void> {
  try {
    await endProcess(await run());
  } catch (error) {
    const coded = codedError(error);
    const text = coded === undefined ? defect(error) : formatError(coded);
    writeFitted(process.stderr, `${name}: ${text}\n`);
    await endProcess(coded?.exitCode ?? 1);
  }
}

function defect(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `defect in this program, please report it: ${escapeText(maskText(stack))}`;
}
