import { writeFitted } from '@hare/cli/streams';

/** Prints why a call failed, if that was to be expected, and returns its exit code. */
export async function printingFailure(run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    const { codedError, formatError, maskText } = await import('@hare/base');
    const coded = codedError(error);
    if (coded === undefined) throw error;
    writeFitted(process.stderr, `hare_setup: ${maskText(formatError(coded))}\n`);
    return coded.exitCode;
  }
}
