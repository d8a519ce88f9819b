import { readFileSync } from 'node:fs';
import { standardOutput, type CliOutput } from './cli-output.js';
import { makeProgram } from './make-program.js';

/** The command line of `hare-cfgen`; answers its exit code. */
export async function main(argv: readonly string[], out: CliOutput = standardOutput): Promise<number> {
  let exitCode = 0;
  const program = makeProgram(version(), out, (code) => {
    exitCode = code;
  });
  await program.parseAsync(argv, { from: 'user' });
  return exitCode;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string };
  return manifest.version;
}
