import { HareError } from '../errors/error.js';

/** Resolves after the time. @throws HareError `STAGE_INTERRUPTED` as soon as the signal aborts */
export function abortableSleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      clearTimeout(timer);
      reject(
        new HareError(
          'STAGE_INTERRUPTED',
          signal.reason instanceof Error ? signal.reason.message : 'interrupted',
          { hint: 'run the stage again' },
        ),
      );
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', fail);
      resolve();
    }, ms);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
