import { write, writeFitted } from './streams.js';

export type InterruptName = 'SIGHUP' | 'SIGINT' | 'SIGTERM';

/** 128 and the number of the signal. */
export const interruptExitCodes: Readonly<Record<InterruptName, number>> = {
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
};

export interface SignalHandlers {
  /** The first signal. `promise` is what the process does about it. */
  readonly first: (name: InterruptName) => void;
  /** A further one, right before the process ends. */
  readonly second?: (name: InterruptName) => void;
  /**
   * What is printed at the first: `no further step is begun`. Absent: nothing, where ending is all
   * that is wanted.
   */
  readonly promise?: string | undefined;
}

/**
 * Handles HUP, INT and TERM: the first ends in order, the second at once. HUP is handled even if it
 * was ignored (nohup): Node resets that at start, so it can no longer be known. Returns a function
 * that gives the signals back to the system.
 */
export function onInterruption({ first, second, promise }: SignalHandlers): () => void {
  let seen = false;
  const handler = (signal: NodeJS.Signals): void => {
    const name = signal as InterruptName;
    if (seen) {
      write(process.stderr, 'interrupted again: stopping immediately\n');
      second?.(name);
      process.exit(interruptExitCodes[name]);
    }
    seen = true;
    if (promise !== undefined)
      writeFitted(
        process.stderr,
        `interrupted by ${name}: ${promise}; a second interrupt stops immediately\n`,
      );
    first(name);
  };
  const names = Object.keys(interruptExitCodes) as readonly InterruptName[];
  for (const name of names) process.on(name, handler);
  return () => {
    for (const name of names) process.off(name, handler);
  };
}
