import { formatError, codedError } from '@hare/base';
import { endProcess, keepStreams, write } from './streams.js';

/**
 * The body of a bin: whatever becomes of its output, `run` goes on to its end, and its answer is
 * the exit code. What `run` loads should be loaded by it, so that a process that may not even open
 * enough files says so.
 */
export async function runBin(name: string, run: () => Promise<number>): Promise<void> {
  keepStreams();
  try {
    await endProcess(await run());
  } catch (error) {
    const coded = codedError(error);
    write(
      process.stderr,
      `${name}: ${coded === undefined ? await defect(error) : formatError(coded)}\n`,
    );
    await endProcess(coded?.exitCode ?? 1);
  }
}

async function defect(error: unknown): Promise<string> {
  const [{ escapeText }, { maskText }] = await Promise.all([
    import('@hare/base'),
    import('@hare/base'),
  ]);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `this is a defect, please report it: ${escapeText(maskText(stack))}`;
}
