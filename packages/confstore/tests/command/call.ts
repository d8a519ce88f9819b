import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built command. */
export const bin = fileURLToPath(new URL('../../dist/bin.cjs', import.meta.url));

export interface Outcome {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command with arguments. */
export function call(
  argv: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [bin, ...argv],
      { maxBuffer: 64 * 1024 * 1024, ...options },
      (error, stdout, stderr) => {
        resolve({ exit: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    );
  });
}
