import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inRepository } from '../run-bin.js';

/** What a reader saw, in so many looks of one request each. */
export interface SeenStates {
  readonly snapshots: number;
  readonly applied: number;
  readonly applying: number;
  /**
   * Looks that found `applied` and other keys than those of the recorded digest, or keys without a
   * record.
   */
  readonly broken: readonly unknown[];
}

export interface KvReader {
  /** Ends the reader and answers what it saw. */
  end(): Promise<SeenStates>;
  kill(): void;
}

/** Starts a process that reads the configuration's state of a KV all the time. */
export async function startKvReader(url: string): Promise<KvReader> {
  const child = spawn(
    process.execPath,
    [inRepository('packages/kv/tests/reader-process.mjs'), url],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const closed = once(child, 'close');
  await Promise.race([
    once(child.stdout, 'data'),
    closed.then(() => Promise.reject(new Error('the reader does not start'))),
  ]);
  return {
    end: async () => {
      child.stdin.end();
      await closed;
      return JSON.parse(output.replace('reading', '')) as SeenStates;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
