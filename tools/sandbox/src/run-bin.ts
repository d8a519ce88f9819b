import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { descendantsOf } from './descendants.js';
import { watchChanges } from './watch-changes.js';

export interface BinCall {
  /** The built file: `dist/bin.cjs`. */
  readonly bin: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** A command that starts it in another place: `nsenter …`. */
  readonly through?: readonly string[] | undefined;
}

/**
 * When a run is ended before its time: so long after its start, or at that change of files below a
 * folder.
 */
export type Moment =
  { readonly afterMs: number } | { readonly atChange: number; readonly below: string };

/** How a run is ended before its time. */
export interface Stop {
  readonly at: Moment;
  /** Default: SIGKILL. */
  readonly signal?: NodeJS.Signals;
  /** Whether only the bin gets the signal (default), or also every process that it started. */
  readonly reach?: 'alone' | 'all';
  /** A second signal, so long after the first. */
  readonly againAfterMs?: number;
}

export interface BinEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether the stop came before the end. */
  readonly stopped: boolean;
  readonly stdout: string;
  /** Both streams, as they came. */
  readonly output: string;
  readonly durationMs: number;
  /** From the stop to the end. */
  readonly sinceStopMs: number | undefined;
}

/** Runs a bin to its end, or to a stop. What a stopped bin leaves running is not waited for. */
export async function runBin(
  { bin, args, env, through = [] }: BinCall,
  stop?: Stop,
): Promise<BinEnd> {
  const begin = performance.now();
  const [program = process.execPath, ...words] = [...through, process.execPath, bin, ...args];
  const child = spawn(program, words, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let [stdout, output] = ['', ''];
  child.stdout
    .setEncoding('utf8')
    .on('data', (text: string) => ([stdout, output] = [stdout + text, output + text]));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const closed = once(child, 'close');
  let stoppedAt: number | undefined;
  const cancel =
    stop === undefined
      ? () => undefined
      : when(stop.at, () => {
          if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
            return;
          stoppedAt = performance.now();
          send(child.pid, stop);
          if (stop.againAfterMs !== undefined)
            setTimeout(
              () =>
                child.exitCode === null &&
                child.signalCode === null &&
                child.pid !== undefined &&
                send(child.pid, stop),
              stop.againAfterMs,
            );
        });
  const [exitCode, signal] = await exited;
  const ended = performance.now();
  cancel();
  // Processes that a killed bin leaves keep its output open.
  await Promise.race([
    closed,
    ...(signal === null ? [] : [new Promise((resolve) => setTimeout(resolve, 50))]),
  ]);
  for (const stream of [child.stdout, child.stderr]) stream.destroy();
  return {
    exitCode,
    signal,
    stopped: stoppedAt !== undefined,
    stdout,
    output,
    durationMs: ended - begin,
    sinceStopMs: stoppedAt === undefined ? undefined : ended - stoppedAt,
  };
}

function when(at: Moment, act: () => void): () => void {
  if ('afterMs' in at) {
    const timer = setTimeout(act, at.afterMs);
    return () => clearTimeout(timer);
  }
  let left = at.atChange;
  return watchChanges(at.below, () => {
    left -= 1;
    if (left === 0) act();
  });
}

function send(pid: number, { signal = 'SIGKILL', reach = 'alone' }: Stop): void {
  for (const each of [pid, ...(reach === 'all' ? descendantsOf(pid) : [])]) {
    try {
      process.kill(each, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
