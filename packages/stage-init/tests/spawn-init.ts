import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { InitMachine } from './init-machine.js';

export interface RunningInit {
  readonly child: ChildProcess;
  readonly ended: Promise<{
    readonly exitCode: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly output: string;
  }>;
  /** Resolves once the condition is true; throws with the output if init ends before. */
  until(condition: () => boolean): Promise<void>;
}

/** Starts init as a process of its own: its bin, or another program of this folder that runs it. */
export function spawnInit(
  machine: InitMachine,
  argv: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  program = '../dist/bin.cjs',
): RunningInit {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL(program, import.meta.url)), '--root', machine.root, ...argv],
    {
      env: { PATH: process.env['PATH'], HOME: '/', ...machine.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<Awaited<RunningInit['ended']>>((resolve) => {
    // Not `close`: what a killed init leaves behind may keep its output open.
    child.once('exit', (exitCode, signal) =>
      setTimeout(() => resolve({ exitCode, signal, output }), 20),
    );
  });
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`init ended too early: ${(await ended).output}`);
      await delay(10);
    }
  };
  return { child, ended, until };
}
