import type { InterruptName } from '../interruption.js';

/**
 * What asks a stage to stop: SIGHUP, SIGINT and SIGTERM, the first to end orderly, the second at
 * once; or an exception outside of any step.
 */
export interface Interruption {
  /** Aborted by the first. */
  readonly signal: AbortSignal;
  /** Aborted by the second: commands are killed at once. */
  readonly killSignal: AbortSignal;
  /** The first signal, if one came. */
  name(): InterruptName | undefined;
  /** The exception, if there was one. */
  failure(): Error | undefined;
  interrupt(name: InterruptName): void;
  fail(error: Error): void;
}

/** An interruption that was not requested yet. */
export function createInterruption(): Interruption {
  const first = new AbortController();
  const second = new AbortController();
  let received: InterruptName | undefined;
  let failed: Error | undefined;
  return {
    signal: first.signal,
    killSignal: second.signal,
    name: () => received,
    failure: () => failed,
    interrupt: (name) => {
      if (received !== undefined) return second.abort(new Error(`interrupted twice, by ${name}`));
      received = name;
      first.abort(new Error(`interrupted by ${name}`));
    },
    fail: (error) => {
      failed ??= error;
      first.abort(error);
    },
  };
}
