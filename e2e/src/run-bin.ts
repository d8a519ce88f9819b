import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How a bin ended. */
export interface BinResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The path of a file of this repository. */
export const inRepository = (file: string): string =>
  fileURLToPath(new URL(`../../${file}`, import.meta.url));

/** Runs a built bin of a package as its user would, in a process of its own. */
export function runBin(
  packageFolder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  file = 'dist/bin.cjs',
): Promise<BinResult> {
  return runCommand(
    [process.execPath, inRepository(`packages/${packageFolder}/${file}`), ...args],
    env,
  );
}

/** Runs a command in the folder `cwd` (default: the current one). */
export function runCommand(
  [command, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
): Promise<BinResult> {
  // Nx asks its tasks for colour; what a user pipes has none.
  const { FORCE_COLOR: _, ...inherited } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      command,
      args,
      { env: { ...inherited, NO_COLOR: '1', ...env }, cwd, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout, stderr) => {
        resolve({ exitCode: child.exitCode, stdout, stderr });
      },
    );
  });
}
