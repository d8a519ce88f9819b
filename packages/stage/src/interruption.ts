/** SIGINT and SIGTERM as a stage sees them: the first asks to stop, the second ends the process. */
export interface Interruption {
  /** Aborted by the first. */
  readonly signal: AbortSignal;
  /** Aborted by the second: commands are killed at once. */
  readonly killSignal: AbortSignal;
  /** The first signal, if one came. */
  name(): InterruptName | undefined;
  interrupt(name: InterruptName): void;
}

export type InterruptName = 'SIGINT' | 'SIGTERM';

export const interruptExitCodes: Readonly<Record<InterruptName, number>> = { SIGINT: 130, SIGTERM: 143 };

/** An interruption that nobody has asked for yet. */
export function createInterruption(): Interruption {
  const first = new AbortController();
  const second = new AbortController();
  let received: InterruptName | undefined;
  return {
    signal: first.signal,
    killSignal: second.signal,
    name: () => received,
    interrupt: (name) => {
      if (received !== undefined) return second.abort(new Error(`interrupted twice, by ${name}`));
      received = name;
      first.abort(new Error(`interrupted by ${name}`));
    },
  };
}
