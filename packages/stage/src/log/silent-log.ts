import type { OpenStageLog } from './create-stage-log.js';

/** A log that keeps nothing; warnings are passed on. */
export function silentLog(warn: (text: string) => void): OpenStageLog {
  const nothing = (): void => undefined;
  return {
    debug: nothing,
    info: nothing,
    warn,
    record: nothing,
    file: () => undefined,
    close: nothing,
  };
}
