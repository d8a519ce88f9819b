/** An abort at SIGINT or SIGTERM, for a command that runs until it is told to end. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** The exit code of an interrupted process: 130 or 143; undefined while nothing interrupted it. */
  exitCode(): number | undefined;
  /** Gives the signals back to the system. */
  stop(): void;
}

export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let exitCode: number | undefined;
  const onSignal = (name: NodeJS.Signals): void => {
    exitCode = name === 'SIGINT' ? 130 : 143;
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    stop: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
