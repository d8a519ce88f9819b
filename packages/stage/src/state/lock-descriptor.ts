import { spawn } from 'node:child_process';
import { HareError } from '@hare/confstore/error';

/**
 * Takes an exclusive flock(2) on an open file without waiting; false when another process has it.
 * flock(1) locks the descriptor that it inherits from us, and the lock belongs to the open file that both share: it stays after flock(1) ended
 * and goes when our descriptor is closed, which the system does when this process dies. No child has to be kept that somebody could kill.
 * @throws HareError `FLOCK_MISSING`
 */
export async function lockDescriptor(fd: number): Promise<boolean> {
  const child = spawn('flock', ['--exclusive', '--nonblock', '--conflict-exit-code', '75', '3'], { stdio: ['ignore', 'ignore', 'ignore', fd] });
  const exit = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  }).catch((error: unknown) => {
    throw new HareError('FLOCK_MISSING', `flock(1) cannot be started: ${(error as Error).message}`, { hint: 'install it: the package is util-linux', cause: error });
  });
  if (exit === 0) return true;
  if (exit === 75) return false;
  throw new HareError('FLOCK_FAILED', `flock(1) could not lock the file (exit ${String(exit)})`, { hint: 'the file system may not support locks; use a local one' });
}
