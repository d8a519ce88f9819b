import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';

/** How often the file is looked at where the system reports no events (network file systems). */
const lookMs = 1000;

/** Several events of one change count once. */
const settleMs = 20;

/**
 * Calls `onChange`, one call at a time, after each change of a file, also when it is replaced or
 * made, until the signal aborts.
 */
export async function watchFile(
  file: string,
  onChange: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let seen = await stamp(file);
  let watcher: FSWatcher | undefined;
  await new Promise<void>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const stop = (finish: () => void): void => {
      clearTimeout(timer);
      finish();
    };
    const look = async (): Promise<void> => {
      const now = await stamp(file);
      if (now !== seen) {
        seen = now;
        await onChange();
      }
      if (!signal.aborted) plan(lookMs);
    };
    const plan = (afterMs: number): void => {
      clearTimeout(timer);
      timer = setTimeout(
        () =>
          void look().catch((error: unknown) =>
            stop(() => reject(error instanceof Error ? error : new Error(String(error)))),
          ),
        afterMs,
      );
    };
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => stop(resolve), { once: true });
    watcher = watchFolder(file, () => plan(settleMs));
    plan(0);
  }).finally(() => watcher?.close());
}

function watchFolder(file: string, onEvent: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(path.dirname(file), (_event, name) => {
      if (name === null || name === path.basename(file)) onEvent();
    });
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined; // no events here: looking once a second does
  }
}

/** What changes whenever the file does. */
async function stamp(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found === undefined
    ? 'none'
    : [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
}
