import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { processFolder } from './build-processes.js';

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

/** A script of `build-processes.ts` as a process of its own. */
export function startProcess(script: string, args: readonly string[]): RunningProcess {
  const child = spawn(process.execPath, [path.join(processFolder, script), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (child.pid === undefined) throw new Error(`${script} does not start`);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const done = once(child, 'close').then(([code]): ProcessResult => ({
    code: code as number | null,
    stdout,
    stderr,
  }));
  const ended = done.then(({ stderr: why }) =>
    Promise.reject(new Error(`${script} ended before it said anything: ${why}`)),
  );
  const started = Promise.race([once(child.stdout, 'data').then(() => undefined), ended]);
  started.catch(() => undefined);
  return {
    pid: child.pid,
    started,
    done,
    signal: (name) => void child.kill(name),
    endInput: () => void child.stdin.end(),
  };
}
