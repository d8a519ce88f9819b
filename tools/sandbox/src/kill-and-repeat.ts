import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import type { Sandbox } from './make-sandbox.js';

export interface BinCall {
  /** The built file: `dist/bin.js`. */
  readonly bin: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface BinEnd {
  readonly exitCode: number | null;
  readonly output: string;
  readonly durationMs: number;
}

/** Runs a bin to its end, or kills it and everything it started with SIGKILL after a time. */
export async function runBin({ bin, args, env }: BinCall, killAfterMs?: number): Promise<BinEnd> {
  const begin = performance.now();
  const child = spawn(process.execPath, [bin, ...args], { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), killAfterMs);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  return { exitCode, output, durationMs: performance.now() - begin };
}

/** Remembers the whole sandbox as it is; the answer brings it back to that. */
export function keepSandbox(sandbox: Sandbox): () => void {
  const copy = `${sandbox.folder}.kept`;
  if (existsSync(copy)) rmSync(copy, { recursive: true });
  execFileSync('cp', ['-a', '--sparse=always', sandbox.folder, copy]);
  return () => {
    rmSync(sandbox.folder, { recursive: true });
    execFileSync('cp', ['-a', '--sparse=always', copy, sandbox.folder]);
  };
}
