/** Times of stopping a process group, ms. */
export interface StopTimes {
  /** Between TERM and KILL. */
  readonly killAfterMs: number;
  /** How often it is looked whether the group is gone. */
  readonly pollMs: number;
}

/**
 * Sends TERM to a whole process group, waits until none of its processes is left, and sends KILL to
 * the rest after the time.
 */
export async function stopProcessGroup(leader: number, times: StopTimes): Promise<void> {
  signalProcessGroup(leader, 'SIGTERM');
  const deadline = Date.now() + times.killAfterMs;
  while (Date.now() < deadline) {
    if (!isGroupAlive(leader)) return;
    await new Promise((resolve) => setTimeout(resolve, times.pollMs));
  }
  signalProcessGroup(leader, 'SIGKILL');
}

/** Sends a signal to a whole process group; a group that is gone is not an error. */
export function signalProcessGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function isGroupAlive(leader: number): boolean {
  try {
    process.kill(-leader, 0);
    return true;
  } catch {
    return false;
  }
}
