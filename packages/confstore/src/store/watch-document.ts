import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { HareError } from '@hare/base';
import type { Document } from './document.js';

/** How often the file is looked at where the system reports no events (network file systems). */
const lookMs = 1000;

/** Several events of one change count once. */
const settleMs = 20;

/**
 * Calls `onChange` with the document as it is on disk after each change of its file, until the
 * signal aborts. A file that is gone, or half written, is skipped until its next change.
 */
export async function watchDocument(
  document: Document,
  onChange: (present: Document) => Promise<void> | void,
  signal: AbortSignal,
): Promise<void> {
  const { file, source } = document.place;
  if (file === undefined) {
    const what = 'a document in memory cannot be watched, because no other process can change it';
    const where = { url: source.url };
    throw new HareError('CONFSTORE_NO_WATCH', what, { where, hint: 'watch a file' });
  }
  const look = async (): Promise<void> => {
    const present = await document.reopen().catch((error: unknown) => {
      if (error instanceof HareError) return undefined;
      throw error;
    });
    if (present !== undefined) await onChange(present);
  };
  await watchFile(file, look, signal);
}

/** Calls `onChange`, one call at a time, after each change, also when the file is replaced or made. */
async function watchFile(
  file: string,
  onChange: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let seen = await stamp(file);
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
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
      timer = setTimeout(() => void look().catch(reject), afterMs);
    };
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
    watcher = watchFolder(file, () => plan(settleMs));
    plan(0);
  }).finally(() => {
    clearTimeout(timer);
    watcher?.close();
  });
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
