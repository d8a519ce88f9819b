import { interruptExitCodes, onInterruption } from '@hare/cli';

/** An abort at the first HUP, INT or TERM, for a command that ends orderly then. */
export interface Interruption {
  readonly signal: AbortSignal;
  /**
   * The exit code of an interrupted process: 129, 130 or 143; undefined while nothing interrupted
   * it.
   */
  exitCode(): number | undefined;
  /** Gives the signals back to the system. */
  stop(): void;
}

/**
 * `promise`: what is printed then. Absent: nothing, for a command that a person can only end this
 * way.
 */
export function listenForInterruption(promise?: string): Interruption {
  const controller = new AbortController();
  let exitCode: number | undefined;
  const stop = onInterruption({
    promise,
    first: (name) => {
      exitCode = interruptExitCodes[name];
      controller.abort();
    },
  });
  return { signal: controller.signal, exitCode: () => exitCode, stop };
}
