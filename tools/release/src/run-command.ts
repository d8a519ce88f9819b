import { execFile } from 'node:child_process';

/** How a command ended. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd: string;
  /** On top of the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a command without a shell. An exit code other than 0 is an answer; a command that cannot be
 * started or ends by a signal is an error.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: CommandOptions,
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      command,
      args,
      { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (child.exitCode === null)
          reject(new Error(`${command} ${args.join(' ')} did not end by itself`, { cause: error }));
        else resolve({ exitCode: child.exitCode, stdout, stderr });
      },
    );
  });
}

/**
 * What a command prints, without the line's end; an exit code other than 0 is an error with all
 * that the command said.
 */
export async function outputOf(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> {
  const { exitCode, stdout, stderr } = await runCommand(command, args, options);
  if (exitCode !== 0)
    throw new Error(
      `${command} ${args.join(' ')} ended with ${exitCode}\n${stdout}${stderr}`.trimEnd(),
    );
  return stdout.trimEnd();
}
