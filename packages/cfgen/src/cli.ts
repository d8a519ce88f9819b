import { standardOutput, type CliOutput } from './cli-output.js';
import { makeProgram } from './make-program.js';
import { ownVersion } from './own-version.js';

/** The command line of `hare-cfgen`; answers its exit code. */
export async function main(
  argv: readonly string[],
  out: CliOutput = standardOutput,
): Promise<number> {
  let exitCode = 0;
  const program = makeProgram(await ownVersion(), out, (code) => {
    exitCode = code;
  });
  await program.parseAsync(argv, { from: 'user' });
  return exitCode;
}
