import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { commandText } from '@hare/cli';
import { vi } from 'vitest';

/** A command that runs on a terminal of its own. */
export interface TerminalRun {
  /** All that it wrote so far, escape sequences too. */
  output(): string;
  /** Waits until it wrote this. */
  wrote(pattern: RegExp): Promise<void>;
  /** Types this. */
  type(keys: string): void;
  /** Presses Ctrl-C. */
  interrupt(): void;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

/**
 * Runs a command on a pseudo-terminal of this many columns, as a person would (`script` of
 * util-linux), with only this environment besides PATH and HOME.
 */
export function onTerminal(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  columns = 100,
  cwd?: string,
): TerminalRun {
  const { PATH = '', HOME = '/' } = process.env;
  const [program = '', ...args] = words;
  const child = spawn(
    'script',
    ['-qefc', `stty cols ${columns}; exec ${commandText(program, args)}`, '/dev/null'],
    {
      env: { PATH, HOME, TERM: 'xterm', SHELL: '/bin/sh', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
      cwd,
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  return {
    output: () => output,
    wrote: (pattern) =>
      vi.waitFor(
        () => {
          if (!pattern.test(output)) throw new Error(`${String(pattern)} is not in: ${output}`);
        },
        { timeout: 60_000, interval: 50 },
      ),
    type: (keys) => void child.stdin.write(keys),
    interrupt: () => void child.stdin.write('\u0003'),
    ended: once(child, 'close').then(([exitCode]) => exitCode as number | null),
  };
}
