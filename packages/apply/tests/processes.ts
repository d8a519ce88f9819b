import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface ProcessResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProcess {
  readonly pid: number;
  /** Its first output has arrived. */
  readonly started: Promise<void>;
  readonly done: Promise<ProcessResult>;
  signal(name: NodeJS.Signals): void;
  endInput(): void;
}

/** A script beside this file as a process of its own. */
export function startProcess(script: string, args: readonly string[]): RunningProcess {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  if (child.pid === undefined) throw new Error(`${script} does not start`);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const done = once(child, 'close').then(([code]): ProcessResult => ({ code: code as number | null, stdout, stderr }));
  return { pid: child.pid, started: once(child.stdout, 'data').then(() => undefined), done, signal: (name) => void child.kill(name), endInput: () => void child.stdin.end() };
}
