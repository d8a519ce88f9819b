import { interruptExitCodes, onInterruption } from '@hare/cli';

/** An abort at the first HUP, INT or TERM, for a command that ends orderly then. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** 129, 130 or 143; undefined while nothing interrupted the process. */
  exitCode(): number | undefined;
  /** Gives the signals back to the system. */
  stop(): void;
}

/** `promise` is printed then; absent for a command that a person can only end this way. */
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
