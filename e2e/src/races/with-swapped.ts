import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inRepository } from '../run-bin.js';

/**
 * Does something while another process swaps two names all the time, with pauses of up to so many
 * microseconds, once `name` has changed; less than 0: at once, without pauses.
 */
export async function withSwapped<T>(
  name: string,
  other: string,
  pausesUs: number,
  work: () => Promise<T>,
): Promise<T> {
  const racer = spawn(
    'python3',
    [inRepository('e2e/src/races/swap_folder.py'), name, other, String(pausesUs)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(racer, 'exit');
  try {
    await once(racer.stdout, 'data');
    return await work();
  } finally {
    racer.kill('SIGKILL');
    await ended;
  }
}
