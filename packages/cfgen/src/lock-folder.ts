import { spawn } from 'node:child_process';
import { HareError, programPath, type HeldFolder } from '@hare/base';

/**
 * Runs `body` while no other process does so for this folder. The lock is flock(2) on the folder
 * itself, taken by flock(1): nothing is left behind, and it ends with this process. Without
 * flock(1), part of util-linux, writers are not kept apart.
 * @throws HareError `CFGEN_FOLDER_BUSY` after 30 seconds
 */
export async function lockFolder<T>(folder: HeldFolder, body: () => Promise<T>): Promise<T> {
  // A lock belongs to what was opened: it is freed when that is closed.
  const own = folder.again();
  try {
    const child = spawn(
      programPath('flock'),
      ['--exclusive', '--timeout', '30', '--conflict-exit-code', '75', '3'],
      { cwd: '/', stdio: ['ignore', 'ignore', 'ignore', own.fd] },
    );
    const exit = await new Promise<number | null>((resolve) => {
      child.once('error', () => resolve(0));
      child.once('exit', resolve);
    });
    if (exit === 75)
      throw new HareError(
        'CFGEN_FOLDER_BUSY',
        'another process has been writing a configuration to this directory for 30 seconds',
        { where: { file: folder.path }, hint: 'wait until it ends, then retry' },
      );
    return await body();
  } finally {
    own.close();
  }
}
